import { shopper } from '../../setup/shopper.ts'
import { granted, hold } from '../rooms.ts'
import { buyer, putOnShort, type Walk } from './walk.ts'

/** Waiting for a place: asking for one, in line, one's turn, too late, and the booking that is made for whoever waits. */
export async function waitlist(walk: Walk): Promise<void> {
  const { page, staff, t, open, at, look } = walk
  const list = page.getByRole('region', { name: t.waitlist.title })
  const says = (words: string) => list.getByText(words, { exact: true }).waitFor()
  const join = async () => {
    await list.getByLabel(t.checkout.name).fill(buyer.name)
    await list.getByLabel(t.checkout.email).fill(buyer.email)
    await list.getByRole('button', { name: t.waitlist.join.submit(1) }).click()
  }
  const seats = Array.from({ length: 6 }, (_, i) => `A-${i + 1}`)

  const paid = await putOnShort(staff, { title: 'Somebody May Let Go', waitlist: { offerSeconds: 60 } })
  await open(`/events/${paid}`)
  const owner = shopper(new URL(page.url()).origin)
  const held = await hold(owner, paid, ...seats)
  await list.getByRole('button', { name: t.waitlist.join.submit(1) }).click()
  await look('event-waitlist-errors')
  await join()
  await says(t.waitlist.place.next)
  await look('event-waitlist-waiting')
  await at('/bookings', 'bookings-waiting')
  granted(await owner.api.releaseHold({ params: { id: held.id } }))
  await open(`/events/${paid}`)
  await says(t.waitlist.offer.title)
  await look('event-waitlist-your-turn')
  await open('/bookings')
  await says(t.waitlist.offer.title)
  await look('bookings-your-turn')

  const free = await putOnShort(staff, { title: 'Room for One More', prices: { Stalls: 0 } })
  const all = await hold(owner, free, ...seats)
  await at(`/events/${free}`, 'event-waitlist-free')
  await join()
  await says(t.waitlist.place.next)
  granted(await owner.api.releaseHold({ params: { id: all.id } }))
  await says(t.waitlist.fulfilled.title)
  await look('event-waitlist-booked')
}
