import { createGatedPicker } from '../../server/domain/gated-picker.ts'
import type { SeatIndex } from '../../server/domain/seat-index.ts'
import { decideOffers, findsSeats, type Waiting } from '../../server/domain/waitlist.ts'

/**
 * The rules of a sale with a waitlist, one step after the other and in memory: what the ledger has to come to, however many
 * steps it does at once. Seats belong to nobody, to a hold, or to an order; time passes only when a step says so.
 */
export interface Model {
  /** Who has each seat: a name of a hold or order; null, nobody. Kept together for somebody who waits: their place. */
  seats: (string | null)[]
  waiting: (Waiting & { name: string })[]
  /** By place: what was offered. */
  offers: Map<string, number[]>
  ended: Map<string, 'fulfilled' | 'left' | 'lapsed'>
}

export const rules = { passes: 1, passMs: Number.MAX_SAFE_INTEGER, nowMs: 0, closed: [] }

export function createModel(index: SeatIndex, places: number) {
  const model: Model = { seats: Array(places).fill(null), waiting: [], offers: new Map(), ended: new Map() }
  const picker = createGatedPicker(
    index,
    index.categories.map(({ name }) => name),
  )
  for (let seat = 0; seat < index.places; seat += 1) picker.setFree(seat, false)

  const freeSeats = () => model.seats.flatMap((owner, seat) => (owner === null ? [seat] : []))

  /** Whoever frees seats offers them. */
  function offer(): void {
    const decision = decideOffers(index, picker, freeSeats(), model.waiting, rules)
    for (const { id, seats } of decision.gathers) {
      model.seats = model.seats.map((owner) => (owner === id ? null : owner))
      for (const seat of seats) model.seats[seat] = id
      model.waiting = model.waiting.map((place) =>
        place.id === id
          ? { ...place, gathering: place.gathering || seats.length > 0, gathered: seats }
          : place,
      )
    }
    for (const { id, seats } of decision.offers) {
      model.seats = model.seats.map((owner) => (owner === id ? null : owner))
      for (const seat of seats) model.seats[seat] = `offer ${id}`
      model.offers.set(id, seats)
      model.waiting = model.waiting.filter((place) => place.id !== id)
    }
    for (const { id, passed, firstPassedAtMs } of decision.passed)
      model.waiting = model.waiting.map((place) =>
        place.id === id ? { ...place, passed, firstPassedAtMs } : place,
      )
  }

  function free(name: string): void {
    model.seats = model.seats.map((owner) => (owner === name ? null : owner))
    offer()
  }

  return {
    model,
    /** A booking by number: whether it got seats. */
    take(name: string, seats: readonly number[]): boolean {
      if (!seats.every((seat) => model.seats[seat] === null)) return false
      for (const seat of seats) model.seats[seat] = name
      return true
    },
    free,
    join(name: string, quantity: number, adjacent: boolean): 'JOINED' | 'NOT_SOLD_OUT' {
      const place = {
        ...{ id: name, name, quantity, adjacent, categories: null, area: null },
        ...{ gathering: false, gathered: [], passed: 0, firstPassedAtMs: null },
      }
      if (findsSeats(index, picker, freeSeats(), place, [])) return 'NOT_SOLD_OUT'
      model.waiting.push(place)
      return 'JOINED'
    },
    /** Gives a place up, waiting or offered. */
    leave(name: string): void {
      const waited = model.waiting.some((place) => place.name === name)
      if (!waited && !model.offers.has(name)) return
      model.waiting = model.waiting.filter((place) => place.name !== name)
      model.seats = model.seats.map((owner) => (owner === name ? null : owner))
      model.offers.delete(name)
      model.ended.set(name, 'left')
      free(`offer ${name}`)
    },
    accept(name: string): boolean {
      if (!model.offers.delete(name)) return false
      model.ended.set(name, 'fulfilled')
      return true
    },
    lapse(name: string): boolean {
      if (!model.offers.delete(name)) return false
      model.ended.set(name, 'lapsed')
      free(`offer ${name}`)
      return true
    },
    block(seats: readonly number[]): boolean {
      return this.take('blocked', seats)
    },
    unblock(seat: number): void {
      if (model.seats[seat] !== 'blocked') return
      model.seats[seat] = null
      offer()
    },
  }
}
