import type { LoadGenerator } from '../load/load-generator.ts'
import type { Guests, LoadPlan, LoadReport, LoadStep, SeatRun } from '../load/load-plan.ts'
import type { Contestant, ContestantName, EventWish } from './contestants.ts'
import { buyer, type Sample } from './samples.ts'

export type WorkloadGroup = 'holds' | 'refusals' | 'bookings' | 'growth'

/** One thing to do over and over, the same for every contestant that can. */
export interface Workload {
  key: string
  group: WorkloadGroup
  title: string
  contestants: readonly ContestantName[]
  run(contestant: Contestant, load: Load): Promise<LoadReport>
}

export interface Load {
  generator: LoadGenerator
  connections: number
  seconds: number
  warmUpSeconds: number
}

/** More than any contestant reaches, so that a run does not end for want of seats; 200,000 is the largest plan. */
const seatsPerSecond = { echo: 100_000, textbook: 5_000, 'redis-lock': 15_000, fullhouse: 45_000 } as const
const seatsPerSecondAlone = 8_000
const placesMax = 200_000
const unboundedCycles = 1_000_000_000
/** Guests that take turns where a cap would otherwise stop them, and the cap that they stay under. */
const cappedGuests = 20_000
const cap = 10

const everybody: readonly ContestantName[] = ['echo', 'textbook', 'redis-lock', 'fullhouse']

export const workloads: readonly Workload[] = [
  holds('holds', 'holds: returning guests, no cap', 'hold', everybody, {}),
  holds('holds-newcomers', 'holds: every request a new guest', 'holdOfNewcomer', ['echo', 'fullhouse'], {
    guests: () => ({ kind: 'newcomers' }),
  }),
  holds('holds-capped', `holds: returning guests, cap of ${cap} each`, 'hold', ['echo', 'fullhouse'], {
    guests: (contestant) => contestant.returning(cappedGuests),
    wish: { maxPerCustomer: cap },
  }),
  refusals('refusals', 'refusals: the seat is taken', 'seatsTaken', everybody, '{"seatIds":["{seat}"]}'),
  refusals('refusals-sold-out', 'refusals: sold out', 'soldOut', ['echo', 'fullhouse'], '{"quantity":1}'),
  bookings('bookings', 'bookings: hold, then order', everybody, (contestant, event) => [
    holdStep(contestant, event, 'hold'),
    orderStep(contestant, `{"holdId":"{hold}","buyer":${buyer}}`),
  ]),
  bookings('bookings-one-call', 'bookings: in one call', ['echo', 'fullhouse'], (contestant, event) => [
    orderStep(contestant, `{"eventId":"${event}","seatIds":["{seat}"],"buyer":${buyer}}`),
  ]),
]

function holds(
  key: string,
  title: string,
  sample: Sample,
  contestants: readonly ContestantName[],
  options: { guests?: (contestant: Contestant) => Guests; wish?: Omit<EventWish, 'places'> },
): Workload {
  return {
    key,
    group: 'holds',
    title,
    contestants,
    run: async (contestant, load) => {
      const places = placesFor(contestant, load)
      const event = await contestant.openEvent({ ...options.wish, places })
      return load.generator.run({
        ...base(contestant, load, places),
        ...(options.guests && { guests: options.guests(contestant) }),
        steps: [holdStep(contestant, event, sample)],
      })
    },
  }
}

const takenSeats = 100

function refusals(
  key: string,
  title: string,
  sample: Sample,
  contestants: readonly ContestantName[],
  body: string,
): Workload {
  return {
    key,
    group: 'refusals',
    title,
    contestants,
    run: async (contestant, load) => {
      const event = await contestant.openEvent({ places: takenSeats })
      const plan = { ...base(contestant, load, takenSeats), maxCycles: takenSeats }
      const taking = await load.generator.run({
        ...plan,
        connections: 1,
        steps: [holdStep(contestant, event, 'hold')],
        warmUpSeconds: 0,
        seconds: 30,
      })
      if (taking.unexpected > 0) throw new Error(`taking every seat failed: ${taking.firstUnexpected}`)
      const path = contestant.holdPath(event, sample)
      return load.generator.run({
        ...plan,
        maxCycles: unboundedCycles,
        steps: [{ method: 'POST', path, body, expect: 409 }],
      })
    },
  }
}

function bookings(
  key: string,
  title: string,
  contestants: readonly ContestantName[],
  steps: (contestant: Contestant, event: string) => LoadStep[],
): Workload {
  return {
    key,
    group: 'bookings',
    title,
    contestants,
    run: async (contestant, load) => {
      const places = placesFor(contestant, load)
      const event = await contestant.openEvent({ places })
      const all = steps(contestant, event)
      // The echo answers one request with an order's bytes: a booking is measured against a request, not a pair.
      return load.generator.run({
        ...base(contestant, load, places),
        steps: contestant.name === 'echo' ? all.slice(-1) : all,
      })
    },
  }
}

/** Hold and give back, seat after seat: the seats never run out, and only the hold's latency is looked at. */
export function growthRun(
  fullhouse: Contestant,
  event: string,
  places: number,
  load: Load,
): Promise<LoadReport> {
  const plan = base(fullhouse, load, places)
  return load.generator.run({
    ...plan,
    maxCycles: unboundedCycles,
    seats: { prefix: 'S', first: 1, count: places, divided: true },
    steps: [
      holdStep(fullhouse, event, 'hold'),
      { method: 'DELETE', path: '/api/v1/holds/{hold}', expect: 204 },
    ],
  })
}

function holdStep(contestant: Contestant, event: string, sample: Sample): LoadStep {
  return {
    method: 'POST',
    path: contestant.holdPath(event, sample),
    body: '{"seatIds":["{seat}"]}',
    expect: 201,
  }
}

function orderStep(contestant: Contestant, body: string): LoadStep {
  return { method: 'POST', path: contestant.orderPath('order'), body, expect: 201 }
}

function placesFor(contestant: Contestant, { connections, seconds, warmUpSeconds }: Load): number {
  const perSecond = connections === 1 ? seatsPerSecondAlone : seatsPerSecond[contestant.name]
  return Math.min(placesMax, Math.ceil((seconds + warmUpSeconds) * perSecond))
}

function base(contestant: Contestant, load: Load, places: number): Omit<LoadPlan, 'steps'> {
  const seats: SeatRun = { prefix: 'floor:', first: 1, count: places }
  return {
    url: contestant.url,
    connections: load.connections,
    warmUpSeconds: load.warmUpSeconds,
    seconds: load.seconds,
    // Nothing runs out at an echo: its seats are only names, and begin again.
    maxCycles: contestant.name === 'echo' ? unboundedCycles : places,
    seats,
    guests: contestant.returning(load.connections),
    watched: contestant.processes,
  }
}
