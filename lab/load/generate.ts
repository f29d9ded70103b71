import { type Connection, openConnection } from '../http/connection.ts'
import { createCookieJar } from '../http/cookies.ts'
import { processorSeconds } from '../stage/processor-time.ts'
import { type Guests, type LoadPlan, type LoadReport, type LoadStep, latencySamplesMax } from './load-plan.ts'
import { percentiles } from './percentiles.ts'
import { createSeatOrder, shareOf } from './seat-order.ts'

/**
 * Runs a plan in this process and thread; `load-generator.ts` gives it a process of its own.
 * Rejects when the server cannot be reached, or closes a connection in the middle: a benchmark with holes in it is none.
 */
export async function generate(plan: LoadPlan): Promise<LoadReport> {
  const connections = await Promise.all(
    Array.from({ length: plan.connections }, () => openConnection(plan.url)),
  )
  try {
    const cookies = await welcomeGuests(plan, connections)
    return await drive(plan, connections, cookies)
  } finally {
    for (const connection of connections) connection.close()
  }
}

function drive(plan: LoadPlan, connections: Connection[], cookies: string[]): Promise<LoadReport> {
  const { promise, resolve, reject } = Promise.withResolvers<LoadReport>()
  const fromAll = plan.seats ? createSeatOrder(plan.seats) : () => ''
  const write = plan.steps.map((step) => stepWriter(plan.url, step))
  const samples = plan.steps.map(() => new Float32Array(Math.min(plan.maxCycles, latencySamplesMax)))
  const sampled = plan.steps.map(() => 0)
  const statuses = plan.steps.map(() => new Uint32Array(600))

  const began = performance.now()
  const warmAt = began + plan.warmUpSeconds * 1000
  const endAt = warmAt + plan.seconds * 1000
  let cpuAtWarm: NodeJS.CpuUsage | null = null
  let watchedAtWarm: Record<string, number> | null = null
  let begun = 0
  let completed = 0
  let lastAt = warmAt
  let unexpected = 0
  let firstUnexpected: string | null = null
  let running = connections.length

  const finish = (): void => {
    if (--running > 0) return
    const cpu = process.cpuUsage(cpuAtWarm ?? undefined)
    const watched = watchedAtWarm && processorSeconds(plan.watched!)
    const seconds = (begun >= plan.maxCycles ? Math.max(1, lastAt - warmAt) : endAt - warmAt) / 1000
    resolve({
      cycles: completed,
      seconds,
      perSecond: completed / seconds,
      statuses: tally(statuses),
      unexpected,
      firstUnexpected,
      latencyMs: samples.map((values, step) => percentiles(values.subarray(0, sampled[step]))),
      cpuSeconds: cpuAtWarm ? (cpu.user + cpu.system) / 1e6 : 0,
      watchedSeconds: watched && differences(watchedAtWarm!, watched),
    })
  }

  const lane = (connection: Connection, number: number): void => {
    const nextSeat = plan.seats?.divided
      ? createSeatOrder(shareOf(plan.seats, number, connections.length))
      : fromAll
    let cookie = ''
    let guest = number
    let seat = ''
    // Replaced by the first step's reply, if there is a second step.
    let hold = '00000000-0000-7000-8000-000000000000'
    let step = 0
    let sentAt = 0

    const begin = (): void => {
      if (begun >= plan.maxCycles || performance.now() >= endAt) {
        finish()
        return
      }
      begun += 1
      if (cookies.length > 0) {
        cookie = cookies[guest]!
        guest = guest + connections.length < cookies.length ? guest + connections.length : number
      }
      seat = nextSeat()
      step = 0
      send()
    }
    const send = (): void => {
      sentAt = performance.now()
      connection.send(write[step]!(cookie, seat, hold), replied, reject)
    }
    const replied = (status: number, _head: string, body: Buffer): void => {
      const now = performance.now()
      const counts = now >= warmAt && now < endAt
      if (counts) {
        if (cpuAtWarm === null) {
          watchedAtWarm = plan.watched ? processorSeconds(plan.watched) : null
          cpuAtWarm = process.cpuUsage()
        }
        statuses[step]![status]! += 1
        if (sampled[step]! < samples[step]!.length) samples[step]![sampled[step]!++] = now - sentAt
      }
      if (status !== plan.steps[step]!.expect) {
        unexpected += 1
        firstUnexpected ??= `${status} ${body.toString('utf8', 0, 500)}`
        begin()
        return
      }
      if (step === 0 && plan.steps.length > 1) hold = firstId(body)
      step += 1
      if (step < plan.steps.length) {
        send()
        return
      }
      if (counts) {
        completed += 1
        lastAt = now
      }
      begin()
    }
    begin()
  }
  connections.forEach(lane)
  return promise
}

function differences(from: Record<string, number>, to: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(to).map(([role, seconds]) => [role, seconds - from[role]!]))
}

/** `id` is the first member of a hold; 36 characters follow `"id":"`. */
function firstId(body: Buffer): string {
  const at = body.indexOf('"id":"')
  return at < 0 ? '' : body.toString('latin1', at + 6, at + 42)
}

type StepWriter = (cookie: string, seat: string, hold: string) => string

/** Everything that stays the same is put together once; a request is then a handful of pieces joined. */
function stepWriter(url: string, step: LoadStep): StepWriter {
  const path = split(step.path)
  const head = ` HTTP/1.1\r\nhost: ${new URL(url).host}\r\naccept: application/json\r\norigin: ${new URL(url).origin}\r\n`
  const fill = (pieces: string[], seat: string, hold: string): string => {
    let text = pieces[0]!
    for (let i = 1; i < pieces.length; i += 2) text += (pieces[i] === 'seat' ? seat : hold) + pieces[i + 1]!
    return text
  }
  const cookieLine = (cookie: string): string => (cookie === '' ? '' : `cookie: ${cookie}\r\n`)
  if (step.body === undefined) {
    return (cookie, seat, hold) => `${step.method} ${fill(path, seat, hold)}${head}${cookieLine(cookie)}\r\n`
  }
  const body = split(step.body)
  const type = 'content-type: application/json\r\ncontent-length: '
  return (cookie, seat, hold) => {
    const text = fill(body, seat, hold)
    const start = `${step.method} ${fill(path, seat, hold)}${head}${cookieLine(cookie)}${type}`
    return `${start}${text.length}\r\n\r\n${text}`
  }
}

/** Text, name, text, name, … text. */
function split(template: string): string[] {
  return template.split(/\{(seat|hold)\}/)
}

async function welcomeGuests(plan: LoadPlan, connections: Connection[]): Promise<string[]> {
  const { guests } = plan
  switch (guests.kind) {
    case 'newcomers':
      return []
    case 'given':
      return Array.from({ length: connections.length }, () => guests.cookie)
    case 'returning':
      return fetchCookies(plan, guests, connections)
  }
}

async function fetchCookies(
  plan: LoadPlan,
  guests: Extract<Guests, { kind: 'returning' }>,
  connections: Connection[],
): Promise<string[]> {
  const request = stepWriter(plan.url, { method: 'GET', path: guests.path, expect: 200 })('', '', '')
  const cookies: string[] = []
  let asked = 0
  const fetchOne = (connection: Connection): Promise<void> =>
    new Promise((resolve, reject) => {
      const ask = (): void => {
        if (asked >= guests.count) {
          resolve()
          return
        }
        asked += 1
        connection.send(
          request,
          (status, head) => {
            const jar = createCookieJar()
            jar.absorb(head)
            if (jar.header() === '') return reject(new Error(`GET ${guests.path} set no cookie (${status})`))
            cookies.push(jar.header())
            ask()
          },
          reject,
        )
      }
      ask()
    })
  await Promise.all(connections.map(fetchOne))
  return cookies
}

function tally(statuses: Uint32Array[]): Record<string, number> {
  const counts: Record<string, number> = {}
  statuses.forEach((byStatus, step) => {
    byStatus.forEach((count, status) => {
      if (count > 0) counts[`${step}:${status}`] = count
    })
  })
  return counts
}
