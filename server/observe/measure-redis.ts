import { Counter, Gauge, type Registry } from 'prom-client'
import { createTally, registerTallies } from './tally.ts'

/** How the link to Redis stands; counted since the start. */
interface LinkFigures {
  nodes: number
  nodesUp: number
  calls: number
  faults: number
  breaks: number
  gaps: number
}

/** How seats are shared through it. */
interface SeatFigures {
  degraded: number
  wishes: number
  scripts: number
  conflicts: number
  snapshots: number
}

interface Scripts {
  run(...call: never[]): Promise<unknown>
}

const SCRIPT_BOUNDS_MS = [0.25, 0.5, 1, 2.5, 5, 10, 25, 50, 100, 250]

/**
 * What an operator sees of what servers share. All of it is there, and 0, where a server is alone, so that one dashboard and
 * one set of alerts serve both. Returns what times scripts from being sent to their answer.
 */
export function measureRedis(
  registry: Registry,
  link: () => LinkFigures | undefined,
  seats: () => SeatFigures | undefined,
): <T extends Scripts>(redis: T) => T {
  const registers = [registry]
  const count = (name: string, help: string, read: () => number | undefined) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset()
        this.inc(read() ?? 0)
      },
    })
  new Gauge({
    name: 'fullhouse_redis_nodes',
    help: 'Nodes of Redis that this server uses, by whether they answer',
    labelNames: ['state'],
    registers,
    collect() {
      const { nodes = 0, nodesUp = 0 } = link() ?? {}
      this.set({ state: 'up' }, nodesUp)
      this.set({ state: 'down' }, nodes - nodesUp)
    },
  })
  new Counter({
    name: 'fullhouse_redis_calls_total',
    help: 'Calls to Redis by whether an answer came in time',
    labelNames: ['outcome'],
    registers,
    collect() {
      const { calls = 0, faults = 0 } = link() ?? {}
      this.reset()
      this.inc({ outcome: 'answered' }, calls - faults)
      this.inc({ outcome: 'failed' }, faults)
    },
  })
  count('fullhouse_redis_breaks_total', 'Times that a node of Redis was given up', () => link()?.breaks)
  count(
    'fullhouse_redis_gaps_total',
    'Times that messages of other servers may have been missed',
    () => link()?.gaps,
  )
  new Gauge({
    name: 'fullhouse_shared_events_alone',
    help: 'Events that are sold from this server’s own copy, because Redis cannot be asked or has to be made right first',
    registers,
    collect() {
      this.set(seats()?.degraded ?? 0)
    },
  })
  count('fullhouse_shared_wishes_total', 'Wishes that were asked of Redis', () => seats()?.wishes)
  count('fullhouse_shared_scripts_total', 'Scripts that asked them, many in one', () => seats()?.scripts)
  count(
    'fullhouse_shared_conflicts_total',
    'Seats that another server had taken in the moment in which this one chose them',
    () => seats()?.conflicts,
  )
  count(
    'fullhouse_shared_snapshots_total',
    'Times that a copy was read anew from Redis',
    () => seats()?.snapshots,
  )
  const scripts = createTally(SCRIPT_BOUNDS_MS)
  registerTallies(
    registry,
    { name: 'fullhouse_redis_script_seconds', help: 'From sending a script to Redis to its answer' },
    () => [[{}, scripts]],
  )
  return (redis) => ({
    ...redis,
    async run(...call: never[]) {
      const sentAt = performance.now()
      const answer = await redis.run(...call)
      scripts.add(performance.now() - sentAt)
      return answer
    },
  })
}
