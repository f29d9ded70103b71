import { readFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createClient } from '../../contract/client.ts'
import { operations } from '../../contract/operations.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import { startServer } from '../setup/server.ts'
import { type MalformedRequest, malformedRequests } from './malformed-requests.ts'
import type { Known } from './schema-values.ts'

const COUNT = Number(process.env.FULLHOUSE_FUZZ ?? 5_000)
const SEED = Number(process.env.FULLHOUSE_FUZZ_SEED ?? Date.now() % 2 ** 31)
const AT_ONCE = 16
const BATCH = 1_000
const MOST_SHOWN = 10
/** Statuses that a run of that many requests cannot miss, and those that only a long one is sure to meet. */
const SEEN = [
  { from: 2_000, statuses: [200, 400, 401, 403, 404, 415] },
  { from: 50_000, statuses: [201, 405, 409, 413, 422] },
]
/** Long for a request, short for a hang; the machine may be busy. */
const ANSWER_WITHIN_MS = 15_000

/** Refusals of the edge itself, which any operation may give. */
const general = [
  'INVALID_REQUEST',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'FORBIDDEN_ORIGIN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'PAYLOAD_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
] as const satisfies RefusalCode[]
const known = new Set<string>([...general, ...Object.values(operations).flatMap(({ refusals }) => refusals)])

/** Stacks, statements, paths, and the names that libraries give their errors. */
const INSIDE =
  /\bat [\w.<>]+ \(|node_modules|\/server\/|\.m?[jt]s:\d|\b(select|update|delete|insert)\b.{0,40}\b(from|set|into)\b|syntax error at|relation "|violates|FST_|ERR_[A-Z]|SQLSTATE|ECONN/i

test(`${COUNT} malformed requests: no 5xx, no hang, nothing of the inside`, {
  timeout: 60_000 + COUNT * 30,
}, async () => {
  await using server = await startServer({ env: { FULLHOUSE_DEMO: '1' } })
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  try {
    const things = await lookAround(server.url)
    const outsiders = ['', await signIn(server.url, 'alice@example.com')]
    const everybody = [...outsiders, await signIn(server.url, 'organiser@example.com')]
    const arbitrary = malformedRequests(things)
    let answered = 0
    const problems: string[] = []
    const statuses = new Set<number>()
    for (let done = 0; done < COUNT; done += BATCH) {
      const batch = fc.sample(arbitrary, { numRuns: Math.min(BATCH, COUNT - done), seed: SEED + done })
      await inParallel(batch, async (malformed, index) => {
        // An organiser whose request is sound by chance lets a crowd at this very server. Others have all of it checked, too.
        const cookies = malformed.operation === 'startLabRun' ? outsiders : everybody
        const cookie = cookies[index % cookies.length]!
        const problem = await findProblem(server.url, agent, malformed, cookie, statuses)
        if (problem) problems.push(`${problem}\n  ${JSON.stringify(malformed).slice(0, 2_000)}`)
        answered += 1
      })
      expect(
        problems.slice(0, MOST_SHOWN).join('\n\n'),
        `seed ${SEED + done}\n${server.logs.slice(-3_000)}`,
      ).toBe('')
    }
    expect(answered).toBe(COUNT)
    // Requests that all fail at the door would prove little: they reach what lies behind it, too.
    const owed = SEEN.filter(({ from }) => COUNT >= from).flatMap((seen) => seen.statuses)
    expect([...statuses]).toEqual(expect.arrayContaining(owed))
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  } finally {
    agent.destroy()
  }
})

/** What is wrong with the answer; null when nothing is. */
async function findProblem(
  url: string,
  agent: Agent,
  malformed: MalformedRequest,
  cookie: string,
  statuses: Set<number>,
): Promise<string | null> {
  const answer = await send(url, agent, malformed, cookie).catch((error: Error) => error)
  if (answer instanceof Error) return `was not answered: ${answer.message}`
  const { status, type, text } = answer
  statuses.add(status)
  const shown = `${status} ${type}: ${text.slice(0, 500)}`
  if (status >= 500) return `failed, ${shown}`
  if (status < 400 || malformed.method === 'HEAD') return null
  if (INSIDE.test(text)) return `tells of the inside, ${shown}`
  const { code, requestId } = parse(text)
  // The accounts library answers in its own form, with a code of its own.
  if (malformed.path.includes('/api/auth/') && type.startsWith('application/json'))
    return code ? null : `has no code, ${shown}`
  const sound = type.startsWith('application/problem+json') && code && known.has(code) && requestId
  return sound ? null : `is no problem document of ours, ${shown}`
}

function parse(text: string): { code?: string; requestId?: string } {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

function send(
  url: string,
  agent: Agent,
  { method, path, headers, body }: MalformedRequest,
  cookie: string,
): Promise<{ status: number; type: string; text: string }> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const outgoing = request({
      agent,
      hostname,
      port,
      method,
      path,
      headers: {
        ...(cookie && { cookie }),
        ...headers,
        ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
      },
      timeout: ANSWER_WITHIN_MS,
    })
    const receive = (incoming: IncomingMessage) => {
      let text = ''
      incoming.setEncoding('utf8')
      incoming.on('data', (part) => (text += part))
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode!, type: incoming.headers['content-type'] ?? '', text }),
      )
      incoming.on('error', reject)
    }
    outgoing.on('response', receive)
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)))
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function inParallel<T>(items: T[], work: (item: T, index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < items.length) {
      const index = next
      next += 1
      await work(items[index]!, index)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}

async function lookAround(url: string): Promise<Known> {
  const list = await createClient(url).listEvents({ query: { limit: 100 } })
  if (!list.ok) throw new Error('the events cannot be listed')
  const { events } = list.value
  const plan = JSON.parse(await readFile(join(import.meta.dirname, '../../plans/workshop-room.json'), 'utf8'))
  const seatIds: string[] = []
  for (const zone of plan.zones)
    for (const row of zone.rows) for (const seat of row.seats) seatIds.push(seat.seat_guid)
  const categories = events.flatMap((event) => event.categories.map(({ name }) => name))
  return {
    uuids: events.map(({ id }) => id),
    words: [...events.map(({ slug }) => slug), ...seatIds.slice(0, 8), ...new Set(categories)],
    plan,
  }
}

async function signIn(url: string, email: string): Promise<string> {
  const reply = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'Password123' }),
  })
  expect(reply.status).toBe(200)
  return reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
