import type { Taken } from '../availability.ts'

export interface Ticket {
  /** Its name in Redis. Null: Redis has not heard of these candidates. */
  readonly lease: Buffer | null
  /** Its number in the mirror. Null: the mirror could not mark them. */
  readonly mirrored: number | null
}

type Candidates = Extract<Taken, { code: 'CANDIDATES' }>

/** This server's candidates: each by the number under which it is settled. */
export interface Tickets {
  /** A name for a choice that Redis is asked for; from now on these seats' marks in Redis are known as ours. */
  lease(seats: readonly number[]): Buffer
  issue(mirrored: Candidates, lease: Buffer | null): Candidates
  issueOthers(seats: number[], lease: Buffer, mirrored: number | null): Candidates
  settle(ticket: number, seats: readonly number[]): Ticket
  forget(seats: readonly number[]): void
  isOurs(seat: number): boolean
}

/** `origin`: eight random bytes of this server. */
export function createTickets(origin: Buffer): Tickets {
  const open = new Map<number, Ticket>()
  const ours = new Set<number>()
  let next = 0
  let nextLease = origin.readUInt32LE(0)

  function enter(seats: number[], ticket: Ticket): Candidates {
    for (const seat of seats) ours.add(seat)
    const number = next++
    open.set(number, ticket)
    return { code: 'CANDIDATES', seats, ticket: number }
  }

  function forget(seats: readonly number[]): void {
    for (const seat of seats) ours.delete(seat)
  }

  return {
    lease(seats) {
      for (const seat of seats) ours.add(seat)
      const name = Buffer.from(origin)
      nextLease = (nextLease + 1) >>> 0
      name.writeUInt32LE(nextLease, 0)
      return name
    },
    issue: ({ seats, ticket }, lease) => enter(seats, { lease, mirrored: ticket }),
    issueOthers: (seats, lease, mirrored) => enter(seats, { lease, mirrored }),
    settle(number, seats) {
      const ticket = open.get(number)
      if (ticket === undefined) throw new Error(`candidates ${number} were settled twice`)
      open.delete(number)
      forget(seats)
      return ticket
    },
    forget,
    isOurs: (seat) => ours.has(seat),
  }
}
