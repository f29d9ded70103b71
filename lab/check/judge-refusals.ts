import type { House } from '../crowd/house.ts'
import { falseRefusals, type Refusal, type Taking } from '../prove/false-refusals.ts'
import type { Recorded } from './history.ts'
import { never } from './span.ts'
import type { Stories } from './stories.ts'
import { createTakenTimes, type TakenTimes } from './taken-times.ts'
import type { Findings } from './verdict.ts'

/**
 * Seats that were somebody's before the run, or that the ledger has given to somebody who did not hear of it, or is none of these
 * buyers: since then they may have been taken at any time.
 */
export type OthersSeats = readonly { seat: number; from: number }[]

/** Every "there is none": at some instant between asking and answer too little of what would do was free. */
export function judgeSoldOut(
  records: readonly Recorded[],
  { stays, lost }: Stories,
  house: House,
  others: OthersSeats,
  findings: Findings,
): void {
  const wishes = records.filter(
    (one) => one.act === 'hold' && (one.code === 'SOLD_OUT' || one.code === 'NOT_ENOUGH_SEATS') && one.wish,
  )
  findings.looked('true-sold-out', wishes.length)
  for (const [, same] of Map.groupBy(wishes, ({ wish }) => `${wish!.category}/${wish!.area}`)) {
    const fits = fitting(house, same[0]!.wish!)
    const count = (seats: readonly number[]): number =>
      seats.reduce((sum, seat) => sum + (fits[seat] ?? 0), 0)
    const takings: Taking[] = stays.map(({ seats, start, end }) => ({
      fromMs: start.earliest,
      toMs: end.latest,
      seats: count(seats),
    }))
    for (const { from, wish } of lost) {
      takings.push({
        fromMs: from,
        toMs: never,
        seats: wish?.seats ? count(wish.seats) : (wish?.quantity ?? 0),
      })
    }
    for (const { seat, from } of others) takings.push({ fromMs: from, toMs: never, seats: count([seat]) })
    const byRefusal = new Map<Refusal, Recorded>(same.map((one) => [refusalOf(one), one]))
    for (const refusal of falseRefusals(count([...fits.keys()]), takings, [...byRefusal.keys()])) {
      const { buyer, wish, from, to } = byRefusal.get(refusal)!
      const detail = `buyer ${buyer} wanted ${wish!.quantity} and was told ${refusal.code} between ${from.toFixed(1)} and ${to.toFixed(1)} ms; enough was free all the while`
      findings.violate('true-sold-out', detail, { buyers: [buyer] })
    }
  }
}

/** 1 for each place that a wish without a name can be given. */
function fitting(
  { seatIds, categoryOf, categories, areaOf, areas, accessible }: House,
  wish: { category?: string; area?: string },
): Uint8Array {
  const fits = new Uint8Array(seatIds.length).fill(1)
  for (const seat of accessible) fits[seat] = 0
  const category = wish.category === undefined ? -1 : categories.indexOf(wish.category)
  const area = wish.area === undefined ? -1 : areas.indexOf(wish.area)
  for (let seat = 0; seat < fits.length; seat += 1) {
    if (category >= 0 && categoryOf[seat] !== category) fits[seat] = 0
    if (area >= 0 && areaOf[seat] !== area) fits[seat] = 0
  }
  return fits
}

function refusalOf({ from, to, wish, code }: Recorded): Refusal {
  return { begunMs: from, endedMs: to, wanted: wish?.quantity ?? 1, code: code as Refusal['code'] }
}

/**
 * Every "taken": the seat may have been somebody's at some instant between asking and answer, or another request for it was under
 * way, which may have kept it until it was itself refused.
 */
export function judgeTaken(
  records: readonly Recorded[],
  { stays }: Stories,
  house: House,
  others: OthersSeats,
  findings: Findings,
): void {
  const stayed = new Map<number, TakenTimes>()
  const timesOf = (seat: number): TakenTimes => {
    const known = stayed.get(seat)
    if (known) return known
    const times = createTakenTimes()
    stayed.set(seat, times)
    return times
  }
  for (const { seats, start, end } of stays) {
    for (const seat of seats) timesOf(seat).add(start.earliest, end.latest)
  }
  for (const { seat, from } of others) timesOf(seat).add(from, never)
  const wishes = records.filter(({ act, wish }) => act === 'hold' && wish)
  // A wish that left the choice to the house, and was refused after it: it may have kept any seat for a moment.
  const anywhere = createTakenTimes()
  const named = new Map<number, Recorded[]>()
  for (const one of wishes) {
    const until = one.outcome === 'unknown' ? never : one.to
    if (one.wish!.seats) {
      for (const seat of one.wish!.seats) {
        if (one.outcome === 'unknown') timesOf(seat).add(one.from, never)
        const there = named.get(seat)
        if (there) there.push(one)
        else named.set(seat, [one])
      }
    } else if (one.outcome === 'unknown' || one.code === 'LIMIT_EXCEEDED') anywhere.add(one.from, until)
  }
  for (const refused of wishes) {
    if (refused.code !== 'SEATS_TAKEN') continue
    const { from, to, seats = [], buyer } = refused
    findings.looked('true-taken', seats.length)
    for (const seat of seats) {
      if (timesOf(seat).meets(from, to) || anywhere.meets(from, to)) continue
      const isAskedFor = named.get(seat)?.some((one) => one !== refused && one.from <= to && one.to >= from)
      if (isAskedFor) continue
      const detail = `buyer ${buyer} was told between ${from.toFixed(1)} and ${to.toFixed(1)} ms that seat ${house.seatIds[seat] ?? seat} is taken; it was nobody’s`
      findings.violate('true-taken', detail, { seats: [seat], buyers: [buyer] })
    }
  }
}
