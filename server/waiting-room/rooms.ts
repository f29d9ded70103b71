import { createRecent, type Recent } from '../accounts/recent.ts'
import type { Figures, Room } from '../domain/waiting-room/room.ts'
import type { GroupCommit } from '../inventory/group-commit.ts'
import { queueLimits } from '../limits/queue-limits.ts'
import type { JoinedRow, JoinJob } from '../sql/queue/join-queue.ts'
import type { Flow } from './flow.ts'
import type { Status } from './status.ts'

/** A place of somebody who waits, as a server remembers it: it changes with the draw, and ends when its turn comes. */
export interface KnownPlace {
  readonly id: string
  readonly number: number | null
  readonly joinedAt: Date
}

/** What a server keeps in memory of one room. The database has the truth; this answers most requests without it. */
export interface OpenRoom {
  room: Room
  figures: Figures
  status: Status
  /** By customer, of those who wait. Forgotten ones are read again. */
  readonly known: Recent<KnownPlace>
  /** Whether everyone's number has been read since the draw. */
  numbersRead: boolean
  /** Numbers given up before their turn, ascending, as of the last tick. */
  left: readonly number[]
  /** Customers that were let in and may hold, as of the last tick, and those found in the database since. */
  inside: Set<string>
  readonly flow: Flow
  readonly joins: GroupCommit<JoinJob, JoinedRow>
  /** When load opened the queue here, by this machine's clock. */
  busySinceMs: number | null
}

export const createKnownPlaces = () => createRecent<KnownPlace>(queueLimits.rememberedPlaces)
