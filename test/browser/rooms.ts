import type { Reply } from '../../contract/client.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { putOn, type Shopper } from '../setup/shopper.ts'

/** An event with one row of seats, `A-1`, `A-2` and so on, free of charge unless `change` says otherwise. */
export function putOnRow(staff: Shopper, seats: number, change: Partial<NewEvent> = {}): Promise<string> {
  return putOn(staff, 0, { plan: rowOf(seats), prices: { Stalls: 0 }, title: 'A row', ...change })
}

export const rowOf = (seats: number) => ({
  name: 'A room',
  size: { width: seats * 40, height: 120 },
  categories: [{ name: 'Stalls', color: '#b33a5e' }],
  zones: [
    {
      name: 'Stalls',
      position: { x: 20, y: 80 },
      rows: [
        {
          row_number: 'A',
          position: { x: 0, y: 0 },
          seats: Array.from({ length: seats }, (_, i) => ({
            seat_guid: `A-${i + 1}`,
            seat_number: String(i + 1),
            category: 'Stalls',
            position: { x: i * 40, y: 0 },
          })),
        },
      ],
    },
  ],
})

/** What was granted; a refusal is not what the test came for. */
export function granted<T>(reply: Reply<T>): T {
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  return reply.value
}

/** Takes seats as somebody else. */
export async function hold(who: Shopper, event: string, ...seatIds: string[]) {
  return granted(await who.api.placeHold({ params: { idOrSlug: event }, body: { seatIds } }))
}

/** Takes seats as somebody else, for good; of a free event. */
export async function buy(who: Shopper, event: string, ...seatIds: string[]) {
  const { id } = await hold(who, event, ...seatIds)
  const buyer = { name: 'Somebody else', email: 'else@example.com' }
  return granted(await who.api.placeOrder({ body: { holdId: id, buyer } }))
}
