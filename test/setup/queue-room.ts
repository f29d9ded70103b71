import type { Client } from '../../contract/client.ts'
import { createMetrics } from '../../server/observe/metrics.ts'
import { createPool, type Pool } from '../../server/postgres/pool.ts'
import type { Bus } from '../../server/redis/bus.ts'
import { createWaitingRoom, type WaitingRoom } from '../../server/waiting-room/waiting-room.ts'
import type { FreshDatabase } from './database.ts'

export interface RoomServer extends AsyncDisposable {
  rooms: WaitingRoom
  pool: Pool
}

/** The waiting rooms of one server, on its own connections; they tick when they are told to. */
export function startRooms(
  database: FreshDatabase,
  options: { viewers?: (eventId: string) => number; key?: string; bus?: Bus } = {},
): RoomServer {
  const pool = createPool(database.connection, { applicationName: 'rooms', max: 6 })
  const rooms = createWaitingRoom({
    pool,
    registry: createMetrics().registry,
    key: Buffer.from(options.key ?? 'a key of this test'),
    viewers: options.viewers ?? (() => 0),
    nowMs: Date.now,
    onFault: (message, cause) => {
      throw new Error(message, { cause })
    },
    ...(options.bus && { bus: options.bus }),
  })
  return {
    rooms,
    pool,
    async [Symbol.asyncDispose]() {
      await rooms.stop()
      await pool.end()
    },
  }
}

/** Asks as often as it takes for something to be so, at most 20 s. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false | null>): Promise<T> {
  const deadline = Date.now() + 20_000
  for (;;) {
    const seen = await look()
    if (seen) return seen
    if (Date.now() > deadline) throw new Error(`not within 20 s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Switches an event's waiting room on, or changes it. */
export async function setRoom(
  staff: { api: Client },
  id: string,
  body: Parameters<Client['changeQueue']>[0]['body'],
): Promise<void> {
  const changed = await staff.api.changeQueue({ params: { id }, body })
  if (!changed.ok) throw new Error(JSON.stringify(changed))
}
