import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { startServer, type TestServer } from '../setup/server.ts'
import { organiser, putOn, type Shopper, shopper } from '../setup/shopper.ts'

/* What deploy/ shows and warns of is what a server says of itself; and what it says has nobody's name in it. */

const deploy = resolve(import.meta.dirname, '../../deploy')
const read = (path: string) => readFileSync(resolve(deploy, path), 'utf8')

const person = {
  name: 'Wilhelmina Quackenbush',
  email: 'wilhelmina.quackenbush@example.com',
  phone: '+44 20 7946 0958',
}
const password = 'correct-horse-battery-9'

let server: TestServer
let staff: Shopper
let secrets: string[]
let metrics: string
beforeAll(async () => {
  // Everything that can be logged, is.
  server = await startServer({ env: { FULLHOUSE_LOG: 'trace' } })
  staff = await organiser(server.url)
  secrets = await buyAndFail()
  metrics = await (await fetch(`${server.url}/metrics`)).text()
})
afterAll(() => server[Symbol.asyncDispose]())

/** One of everything that goes well or wrong and has something personal in it. Returns what nobody may find afterwards. */
async function buyAndFail(): Promise<string[]> {
  const event = await putOn(staff, 3)
  const ada = shopper(server.url)
  await ada.fetch('/api/auth/sign-up/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: JSON.stringify({ ...person, password }),
  })
  await ada.signIn(person.email, 'not-the-password-7')
  expect((await ada.signIn(person.email, password)).ok).toBe(true)
  const hold = (quantity: number) => ada.api.placeHold({ params: { idOrSlug: event }, body: { quantity } })
  const held = await hold(1)
  if (!held.ok) throw new Error(JSON.stringify(held))
  const ordered = await ada.api.placeOrder({
    body: { holdId: held.value.id, buyer: { name: person.name, email: person.email } },
  })
  if (!ordered.ok) throw new Error(JSON.stringify(ordered))
  expect((await hold(9)).ok).toBe(false)
  await ada.fetch(`/events?email=${encodeURIComponent(person.email)}`)
  await ada.fetch(`/api/v1/orders/${person.email}`)
  await ada.fetch('/api/v1/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: server.url },
    body: `{"buyer":{"name":"${person.name}"`,
  })
  const receipt = JSON.stringify(ordered.value)
  const codes = [...receipt.matchAll(/"(?:code|qr|claimToken|token)":"([^"]{8,})"/g)].map(([, code]) => code!)
  const [, session] = /better-auth\.session_token=([^;.%]+)/.exec(await cookieOf(ada)) ?? []
  return [
    ...[...Object.values(person), password, 'Quackenbush', 'not-the-password-7'],
    ...codes,
    ...(session ? [session] : []),
  ]
}

/** The cookies that a shopper sends, as the request that would carry them has them. */
async function cookieOf(ada: Shopper): Promise<string> {
  const reply = await ada.fetch('/api/auth/get-session')
  const { session } = (await reply.json()) as { session: { token: string } }
  return `better-auth.session_token=${session.token}`
}

/** Names of the series that a server exports, with the labels of each. */
function exported(): Map<string, Set<string>> {
  const series = new Map<string, Set<string>>()
  for (const [, name, labels = ''] of metrics.matchAll(/^([a-z_][a-z0-9_]*)(?:\{([^}]*)\})? \S+$/gim)) {
    const known = series.get(name!) ?? new Set<string>()
    for (const [, label] of labels.matchAll(/([a-z_]+)="/g)) known.add(label!)
    series.set(name!, known)
  }
  return series
}

/** Metrics, with the labels that they are narrowed by, of a PromQL expression. */
function asked(expression: string): { name: string; labels: string[] }[] {
  const functions = new Set(['le', 'by', 'sum', 'max'])
  const plain = expression.replace(/\b(by|without)\s*\([^)]*\)/g, '')
  return [...plain.matchAll(/([a-z_][a-z0-9_]*)\s*(\{[^}]*\})?(?!\s*\()(?=[\s[)/*<>=,]|$)/gi)]
    .map(([, name, selector = '']) => ({
      name: name!,
      labels: [...selector.matchAll(/([a-z_]+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label!),
    }))
    .filter(
      ({ name }) =>
        name.includes('_') && !functions.has(name) && !/^(histogram_quantile|clamp_min)$/.test(name),
    )
}

const expressions = (): string[] => [
  ...parse(read('prometheus/rules.yaml')).groups.flatMap(({ rules }: { rules: { expr: string }[] }) =>
    rules.map(({ expr }) => expr),
  ),
  ...[...read('grafana/dashboards/sale.json').matchAll(/"expr": ("(?:[^"\\]|\\.)*")/g)].map(([, text]) =>
    JSON.parse(text!),
  ),
]

test('every metric that an alert or the dashboard asks for is one that a server exports, labels and all', () => {
  const series = exported()
  const wanted = expressions().flatMap(asked)
  expect(wanted.length).toBeGreaterThan(50)
  // Those of events with a waiting room are absent until there is one.
  const later = new Set(['fullhouse_queue_people', 'fullhouse_queue_refused_total'])
  const missing = wanted.filter(({ name }) => !series.has(name) && !later.has(name))
  expect(missing).toEqual([])
  // A counter that is not there before its first event has not risen by it: no alert.
  const values = expressions().flatMap((expression) =>
    [...expression.matchAll(/(fullhouse_\w+)\{([a-z]+)=~?"([^"]+)"/g)].flatMap(([, name, label, named]) =>
      named!.split('|').map((value) => ({ name: name!, pair: `${label}="${value}"` })),
    ),
  )
  expect(values.length).toBeGreaterThan(5)
  const lines = metrics.split('\n')
  expect(
    values.filter(
      ({ name, pair }) => !lines.some((line) => line.startsWith(`${name}{`) && line.includes(pair)),
    ),
  ).toEqual([])
  const lacking = wanted.flatMap(({ name, labels }) =>
    labels
      .filter((label) => series.has(name) && !series.get(name)!.has(label))
      .map((label) => `${name} ${label}`),
  )
  expect(lacking).toEqual([])
})

test('the autoscaler’s metric is exported, and between 0 and 1', () => {
  const { name } = parse(read('kubernetes/overlays/many-servers/autoscaler.yaml')).spec.metrics[0].pods.metric
  const value = Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(metrics)![1])
  expect(value).toBeGreaterThan(0)
  expect(value).toBeLessThanOrEqual(1)
})

test('every alert is told in docs/operating.md', () => {
  const headings = [...read('../docs/operating.md').matchAll(/^#+ (\w+)$/gm)].map(([, name]) => name)
  for (const { rules } of parse(read('prometheus/rules.yaml')).groups)
    for (const { alert, annotations } of rules) {
      expect(headings).toContain(alert)
      expect(annotations.runbook).toBe(`docs/operating.md#${alert.toLowerCase()}`)
    }
})

test('what was bought and refused is counted', () => {
  const value = (series: string) =>
    Number(
      metrics
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')[1],
    )
  expect(value('fullhouse_holds_total{state="live"}')).toBe(1)
  expect(value('fullhouse_holds_total{state="sold"}')).toBe(1)
  expect(value('fullhouse_orders_total{state="confirmed"}')).toBe(1)
  expect(value('fullhouse_ledger_batch_seconds_count{kind="claim"}')).toBe(1)
  expect(value('fullhouse_ledger_queued_jobs')).toBe(0)
  expect(value('fullhouse_drift_seats_total')).toBe(0)
})

test('nobody’s name, address, password, ticket or session is in the log or the metrics', () => {
  expect(secrets.length).toBeGreaterThan(6)
  expect(server.logs).toContain('{"level"')
  const said = server.logs + metrics
  expect(
    secrets.filter((secret) => said.includes(secret) || said.includes(encodeURIComponent(secret))),
  ).toEqual([])
})
