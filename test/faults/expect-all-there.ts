import { expect } from 'vitest'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import type { Organiser } from '../../lab/stage/organiser.ts'
import type { Shoppers } from './shoppers.ts'

/** acknowledged-is-durable: what anybody was told is so, and it is nobody else's. */
export async function expectAllThere(crowd: Shoppers, organiser: Organiser, eventId: string): Promise<void> {
  expect(crowd.surprises).toEqual([])
  const { findings } = await auditEvent(() => organiser.dumpLedger(eventId))
  expect(findings).toEqual([])

  const ledger = await organiser.dumpLedger(eventId)
  const holdOf = new Map(ledger.holds.map((hold) => [hold.id, hold]))
  const orderOf = new Map(ledger.orders.map((order) => [order.id, order]))
  const seatsOf = ({ seats }: { seats: { index: number }[] }) => seats.map(({ index }) => index).toSorted()
  const ordered = new Set(crowd.orders.map(({ holdId }) => holdId))
  const lost: string[] = []
  for (const hold of crowd.holds) {
    const found = holdOf.get(hold.id)
    const state = ordered.has(hold.id) ? 'sold' : 'live'
    if (found?.state !== state || String(found.seats.toSorted()) !== String(seatsOf(hold))) {
      lost.push(`hold ${hold.id} was ${state} with seats ${seatsOf(hold)}, is ${JSON.stringify(found)}`)
    }
  }
  for (const order of crowd.orders) {
    const found = orderOf.get(order.id)
    if (found?.state !== 'confirmed' || String(found.seats.toSorted()) !== String(seatsOf(order))) {
      lost.push(`order ${order.id} was confirmed, is ${JSON.stringify(found)}`)
    }
  }
  expect(lost).toEqual([])
  expect(crowd.orders.length).toBeGreaterThan(0)
  const given = crowd.holds.flatMap(seatsOf)
  expect(new Set(given).size, 'seats given to two holds').toBe(given.length)
}
