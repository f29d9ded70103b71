import type { FreshRedis } from './redis.ts'
import {
  createLedger,
  hall,
  type SeatServer,
  type SeatServerOptions,
  seatServer,
  uuid,
} from './shared-seats.ts'

/** Makes every candidate's lease end at once: a script for `EVAL`, with the key of the leases. */
export const endAllLeases =
  "for _, lease in ipairs(redis.call('ZRANGE', KEYS[1], 0, -1)) do redis.call('ZADD', KEYS[1], 1, lease) end"

/** Two servers with a copy of one event each, and the names of its keys in Redis. */
export async function twoServers(fresh: FreshRedis, options: Partial<SeatServerOptions> = {}) {
  const shared = { index: hall([10, 10]), ledger: createLedger(), eventId: uuid(), ...options }
  const one = await seatServer({ ...shared, redis: await fresh.open() })
  const two = await seatServer({ ...shared, redis: await fresh.open() })
  return { ...shared, one, two, key: (name: string) => `fullhouse:{${shared.eventId}}:1:${name}` }
}

/** A hold's end that no test lives to see. */
export const soon = (): number => Date.now() + 600_000

/** Seats that are this server's candidates from now on. */
export async function choose({ availability }: SeatServer, seats: number[]) {
  const taken = await availability.take({ seats })
  if (taken.code !== 'CANDIDATES') throw new Error(taken.code)
  return taken
}
