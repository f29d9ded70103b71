import type { Event } from '../../contract/shapes/events.ts'

/** What buyers and the checker know of the event before anything happens. Plain data: it is handed to other processes. */
export interface House {
  id: string
  slug: string
  title: string
  /** By index, as are the others. */
  seatIds: string[]
  /** Position in `categories`. */
  categoryOf: number[]
  categories: string[]
  /** Position in `areas`, -1 for a numbered seat. */
  areaOf: number[]
  areas: string[]
  /** Wheelchair places, which are not given to who does not ask for one. */
  accessible: number[]
  isFree: boolean
  maxPerOrder: number
  maxPerCustomer: number | null
  holdSeconds: number
}

interface Plan {
  categories: { name: string }[]
  zones: {
    rows: { seats: { seat_guid: string; category: string; accessible?: boolean }[] }[]
    areas?: { admission?: { id: string; capacity: number; category: string } }[]
  }[]
}

/**
 * Numbers the places of a plan as the server does with its first version: seats in plan order, then standing areas. Throws when
 * the event has other places than that: its plan was changed, and what is where can no longer be told from the plan.
 */
export function readHouse(event: Event, plan: unknown): House {
  const { categories, zones } = plan as Plan
  const names = categories.map(({ name }) => name)
  const house: House = {
    id: event.id,
    slug: event.slug,
    title: event.title,
    seatIds: [],
    categoryOf: [],
    categories: names,
    areaOf: [],
    areas: [],
    accessible: [],
    isFree: event.priceRange.max.amount === 0,
    maxPerOrder: event.maxPerOrder,
    maxPerCustomer: event.maxPerCustomer,
    holdSeconds: event.holdSeconds,
  }
  const add = (id: string, category: string, area: number): void => {
    house.seatIds.push(id)
    house.categoryOf.push(names.indexOf(category))
    house.areaOf.push(area)
  }
  for (const { rows } of zones) {
    for (const { seats } of rows) {
      for (const { seat_guid, category, accessible } of seats) {
        if (accessible) house.accessible.push(house.seatIds.length)
        add(seat_guid, category, -1)
      }
    }
  }
  for (const { areas = [] } of zones) {
    for (const { admission } of areas) {
      if (!admission) continue
      house.areas.push(admission.id)
      for (let unit = 1; unit <= admission.capacity; unit += 1) {
        add(`${admission.id}:${unit}`, admission.category, house.areas.length - 1)
      }
    }
  }
  if (event.planVersion !== 1 || house.seatIds.length !== event.capacity) {
    throw new Error(
      `the plan of ${event.slug} was changed after its sale began: the lab cannot tell its seats apart`,
    )
  }
  return house
}
