import { type LoadGenerator, startLoadGenerator } from '../load/load-generator.ts'
import type { LoadReport } from '../load/load-plan.ts'
import { plainSettings } from '../peers/database.ts'
import { startPostgres } from '../stage/postgres-process.ts'
import type { Roles } from '../stage/processor-time.ts'
import { startServerProcess } from '../stage/server-process.ts'
import { startSeveralServers } from '../stage/several-servers.ts'
import { figure, table } from '../table.ts'
import { type Contestant, fullhouseAt, startFullhouse } from './contestants.ts'
import { ratioOf, type Spread, spreadOf } from './rounds.ts'

type ModeName = 'embedded' | 'external' | 'cluster of 2'

/** One way to run Fullhouse, and the servers that buyers reach it by. */
interface Mode {
  name: ModeName
  urls: readonly string[]
  shop: Contestant
}

export interface ModeRound {
  mode: ModeName
  round: number
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Processor time of one hold by role, in microseconds; null where the system does not tell. */
  usEach: Record<string, number> | null
}

interface ModeWish {
  rounds: number
  seconds: number
  connections: number
}

const roles = ['server', 'database', 'redis'] as const
const placesMax = 100_000

/** Holds in each mode that this machine can run, in turns; each server has an equal part of the buyers and of the seats. */
export async function measureModes(wish: ModeWish): Promise<{ rounds: ModeRound[]; text: string }> {
  const modes: Mode[] = []
  const generators = [startLoadGenerator(), startLoadGenerator()]
  try {
    modes.push(await startEmbedded(), await startExternal())
    await startCluster().then(
      (cluster) => modes.push(cluster),
      (cause: Error) => console.log(`No cluster is measured: ${cause.message}`),
    )
    const rounds: ModeRound[] = []
    // The round before the first is not counted: every server has compiled its hot path before it is measured.
    for (let round = -1; round < wish.rounds; round += 1)
      for (let turn = 0; turn < modes.length; turn += 1) {
        const mode = modes[(turn + Math.max(round, 0)) % modes.length]!
        const measured = await holdAll(mode, generators, round, wish)
        if (round >= 0) rounds.push(measured)
      }
    return { rounds, text: tell(rounds) }
  } finally {
    for (const generator of generators) generator.close()
    await Promise.all(modes.map(({ shop }) => shop.stop()))
  }
}

async function startEmbedded(): Promise<Mode> {
  const shop = await startFullhouse()
  return { name: 'embedded', urls: [shop.url], shop }
}

async function startExternal(): Promise<Mode> {
  const postgres = await startPostgres(plainSettings)
  const server = await startServerProcess({ env: { DATABASE_URL: postgres.url } })
  const processes = { server: [server.child.pid!], database: [postgres.pid] }
  const stop = async (): Promise<void> => {
    await server.stop()
    await postgres.stop()
  }
  return { name: 'external', urls: [server.url], shop: await fullhouseAt(server.url, processes, stop) }
}

async function startCluster(): Promise<Mode> {
  const several = await startSeveralServers(2)
  const processes: Roles = {
    server: several.servers.map(({ child }) => child.pid!),
    database: [several.postgres.pid],
    redis: [several.redis.pid],
  }
  const [first] = several.servers
  return {
    name: 'cluster of 2',
    urls: several.servers.map(({ url }) => url),
    shop: await fullhouseAt(first!.url, processes, several.stop),
  }
}

async function holdAll(
  { name, urls, shop }: Mode,
  generators: readonly LoadGenerator[],
  round: number,
  { seconds, connections }: ModeWish,
): Promise<ModeRound> {
  const event = await shop.openEvent({ places: placesMax })
  const each = Math.floor(placesMax / urls.length)
  const reports = await Promise.all(
    urls.map((url, at) =>
      generators[at]!.run({
        url,
        connections: Math.floor(connections / urls.length),
        seconds,
        warmUpSeconds: 0.5,
        maxCycles: each,
        seats: { prefix: 'floor:', first: 1 + at * each, count: each },
        guests: shop.returning(connections),
        steps: [
          {
            method: 'POST',
            path: shop.holdPath(event, 'hold'),
            body: '{"seatIds":["{seat}"]}',
            expect: 201,
          },
        ],
        // One of them looks for all.
        ...(at === 0 && { watched: shop.processes }),
      }),
    ),
  )
  const wrong = reports.find(({ unexpected }) => unexpected > 0)
  if (wrong) throw new Error(`${name}: unexpected reply ${wrong.firstUnexpected}`)
  const cycles = reports.reduce((sum, report) => sum + report.cycles, 0)
  const watched = reports[0]!.watchedSeconds
  const worst = (pick: (report: LoadReport) => number) => Math.max(...reports.map(pick))
  return {
    mode: name,
    round,
    perSecond: reports.reduce((sum, { perSecond }) => sum + perSecond, 0),
    p50Ms: worst(({ latencyMs }) => latencyMs[0]!.p50),
    p99Ms: worst(({ latencyMs }) => latencyMs[0]!.p99),
    usEach:
      watched &&
      Object.fromEntries(Object.entries(watched).map(([role, used]) => [role, (used / cycles) * 1e6])),
  }
}

function tell(rounds: readonly ModeRound[]): string {
  const names = [...new Set(rounds.map(({ mode }) => mode))]
  const of = (mode: ModeName) => rounds.filter((round) => round.mode === mode)
  const rates = (mode: ModeName) => of(mode).map(({ perSecond }) => perSecond)
  const used = (mode: ModeName, role: string): Spread | null => {
    const each = of(mode).flatMap(({ usEach }) => usEach?.[role] ?? [])
    return each.length === 0 ? null : spreadOf(each)
  }
  const head = ['mode', 'holds a second', '÷ embedded', 'p50', 'p99', 'server', 'database', 'Redis']
  const rows = names.map((mode) => [
    mode,
    figure(spreadOf(rates(mode)).median),
    figure(ratioOf(rates(mode), rates('embedded')).median),
    `${figure(spreadOf(of(mode).map(({ p50Ms }) => p50Ms)).median)} ms`,
    `${figure(spreadOf(of(mode).map(({ p99Ms }) => p99Ms)).median)} ms`,
    ...roles.map((role) => {
      const each = used(mode, role)
      return each === null ? '–' : `${figure(each.median)} µs`
    }),
  ])
  const advice = names.flatMap((mode) => {
    const costs = roles.flatMap((role) => {
      const each = used(mode, role)
      return each === null ? [] : [{ role, us: each.median }]
    })
    return costs.length === 0 ? [] : [`${mode}: ${advise(costs)}`]
  })
  return `modes: holds, on one machine shared by all\n${table([head, ...rows])}\n\n${advice.join('\n')}\n`
}

const called = { server: 'the server', database: 'PostgreSQL', redis: 'Redis' } as const

/**
 * What would be full first if each had processors to itself: a server has one thread, and so has Redis; PostgreSQL has a connection, and
 * with that a processor, for each batch that is under way.
 */
function advise(costs: readonly { role: keyof typeof called; us: number }[]): string {
  const [most] = costs.toSorted((a, b) => b.us - a.us)
  const carries = costs.map(({ role, us }) => `${called[role]} ${figure(1e6 / us)}`).join(', ')
  const server = costs.find(({ role }) => role === 'server')!
  const rest = costs.filter(({ role }) => role !== 'server')
  const second = rest.toSorted((a, b) => b.us - a.us)[0]
  const next =
    most!.role === 'server' && second
      ? `the next machine is another server; ${figure(server.us / second.us)} of them fill a processor of ${called[second.role]}`
      : `the next machine is one for ${called[most!.role]}`
  return `with a processor each, ${carries} holds a second; ${called[most!.role]} is full first, and ${next}`
}
