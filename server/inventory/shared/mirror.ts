import { SeatState } from '../../../contract/seat-state.ts'
import type { AvailabilityOptions } from '../availability.ts'
import { createMemoryAvailability, type MemoryAvailability } from '../memory-availability.ts'
import { Mark, type Message } from './message.ts'

/** The holder of a seat that another server has given to somebody; which hold it is, that server knows. */
const elsewhere = 'elsewhere'
/** Bits of a seat's byte in Redis, beside its two of state. */
const candidateBit = 4
const lapsedBit = 8

/**
 * This server's copy of what is in Redis: the memory's availability, in which the candidates of other servers are candidates, too.
 * So its picker leaves them out, and nobody is told that there is nothing while they are undecided.
 */
export interface Mirror {
  readonly memory: MemoryAvailability
  /** Enters what a script changed, ours or another server's. */
  apply(message: Message, isOurs: boolean): void
  /** Enters one seat's byte as it is in Redis. */
  see(seat: number, byte: number): void
  /** Gives candidates of ours back, of which some may be others' by now. */
  giveBack(ticket: number, seats: readonly number[], taken?: readonly number[]): void
  /** What became of other servers' candidates will not be heard: they may be asked for, and the ledger judges. */
  letGo(): void
  /** The ledger says that these are somebody's. */
  lose(seats: readonly number[]): void
  /** The hold's time is over. */
  lapse(seats: readonly number[], holdId: string): void
}

type MirrorOptions = Pick<AvailabilityOptions, 'index' | 'startVersion' | 'locked' | 'onChange'> & {
  /** Candidates of this server, as far as Redis knows of them. */
  isOurCandidate: (seat: number) => boolean
}

export function createMirror({ isOurCandidate, ...options }: MirrorOptions): Mirror {
  const memory = createMemoryAvailability(options)
  /** Other servers' candidates, with the ticket under which they are ours here; null while they could not be taken here. */
  const theirs = new Map<number, number | null>()
  const lapsed = new Set<number>()

  function enter(seat: number, state: number): void {
    lapsed.delete(seat)
    if (memory.states[seat] === state) return
    const holder = memory.holdOf(seat)
    if (state === SeatState.free) memory.free([seat], holder)
    else if (state === SeatState.held) memory.grant([seat], elsewhere, 0)
    else if (state === SeatState.sold) memory.sell([seat], holder ?? elsewhere)
    else memory.block([seat])
  }

  function hide(seat: number): void {
    if (typeof theirs.get(seat) !== 'number') theirs.set(seat, memory.setAside(seat))
  }

  /** `isKept`: the ledger has granted it, and what it is now has been entered. */
  function show(seat: number, isKept: boolean): void {
    const ticket = theirs.get(seat)
    theirs.delete(seat)
    if (typeof ticket !== 'number') return
    if (isKept) memory.kept(ticket, [seat])
    else memory.giveBack(ticket, [seat])
  }

  function lapse(seat: number): void {
    if (memory.states[seat] !== SeatState.held) return
    if (memory.holdOf(seat) === null) memory.grant([seat], elsewhere, 0)
    memory.lapse([seat], memory.holdOf(seat)!)
    lapsed.add(seat)
  }

  function revive(seat: number): void {
    lapsed.delete(seat)
    if (memory.states[seat] === SeatState.held) memory.grant([seat], memory.holdOf(seat) ?? elsewhere, 0)
  }

  function apply({ seats, marks }: Message, isOurs: boolean): void {
    for (const packed of seats) enter(packed >>> 2, packed & 3)
    for (const packed of marks) {
      const seat = packed >>> 3
      const kind = packed & 7
      if (kind === Mark.givenBack || kind === Mark.kept) show(seat, kind === Mark.kept)
      else if (kind === Mark.lapsed) lapse(seat)
      else if (kind === Mark.revived) revive(seat)
      else if (!isOurs) hide(seat)
    }
  }

  function see(seat: number, byte: number): void {
    const state = byte & 3
    const isTheirs = (byte & candidateBit) !== 0 && !isOurCandidate(seat)
    if (memory.states[seat] !== state) enter(seat, state)
    if (byte & lapsedBit) lapse(seat)
    else if (lapsed.has(seat)) revive(seat)
    if (isTheirs) hide(seat)
    else if (theirs.has(seat)) show(seat, false)
  }

  function giveBack(ticket: number, seats: readonly number[], taken: readonly number[] = []): void {
    memory.giveBack(ticket, seats, taken)
    for (const seat of seats) if (theirs.get(seat) === null) hide(seat)
  }

  return {
    memory,
    apply,
    see,
    giveBack,
    letGo() {
      for (const seat of [...theirs.keys()]) show(seat, false)
    },
    lose(seats) {
      for (const seat of seats) enter(seat, SeatState.held)
    },
    lapse(seats, holdId) {
      for (const seat of seats) if (memory.holdOf(seat) === holdId) lapse(seat)
    },
  }
}
