import { shopper } from '../../setup/shopper.ts'
import { hold } from '../rooms.ts'
import { putOnShort, type Walk } from './walk.ts'

/** Choosing places: on the map, in the list, the best there are; losing them; keeping them a little longer. */
export async function choose(walk: Walk): Promise<void> {
  const { page, t, at, open, look, glance } = walk
  await at('/events/arena-night', 'event-arena')
  await at('/events/grand-theatre', 'event-map')
  await chooseOnMap(walk, 2)
  await glance('event-map-selected')
  const more = page.getByRole('button', { name: t.seats.showList })
  if (await more.isVisible()) {
    await more.click()
    await glance('event-map-tray-open')
  }
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: t.seats.ways.list }).check()
  const list = page.getByRole('list', { name: t.map.list })
  await list.getByRole('button', { name: /^Stalls/ }).click()
  await list
    .getByRole('button', { name: new RegExp(`^${t.map.row('[A-Z]')}`) })
    .first()
    .click()
  await list
    .getByRole('button', { name: new RegExp(`, ${t.map.states.free}$`) })
    .first()
    .click()
  await look('event-list-selected')
  await open('/events/grand-theatre')
  await page.getByRole('radio', { name: t.seats.ways.best }).check()
  await look('event-best')
  await page.getByRole('button', { name: t.best.show(2) }).click()
  await page.getByRole('button', { name: t.best.take(2) }).waitFor()
  await glance('event-best-preview')
  await page.getByRole('button', { name: t.best.others }).click()
  await page.getByRole('region', { name: t.best.foundNext(2) }).waitFor()
  await page.getByRole('button', { name: t.best.take(2) }).click()
  await page.getByRole('region', { name: t.seats.reservedForYou }).waitFor()
  await glance('event-held')
  await look('event-held-whole')
}

/** What happens to whoever is not alone, or not quick. */
export async function hurry(walk: Walk): Promise<void> {
  const { page, staff, t, open, glance, at } = walk
  const contested = await putOnShort(staff)
  await open(`/events/${contested}`)
  await page.getByRole('radio', { name: t.seats.ways.list }).check()
  await page.getByRole('button', { name: /^Stalls, .*\b3, / }).click()
  await hold(staff, contested, 'A-3')
  await page.getByRole('alert').getByText(t.seats.lost.title(1)).waitFor()
  await glance('event-seat-lost')

  const short = await putOnShort(staff, { holdSeconds: 20, holdExtensions: 3, title: 'Twenty Seconds' })
  await open(`/events/${short}`)
  await page.getByRole('radio', { name: t.seats.ways.best }).check()
  await page.getByRole('button', { name: t.seats.reserveBest(2) }).click()
  await page.getByText(t.moreTime.left(3)).filter({ visible: true }).waitFor()
  await glance('event-more-time')
  const brief = await putOnShort(staff, { holdSeconds: 2, title: 'Two Seconds' })
  await open(`/events/${brief}`)
  await page.getByRole('radio', { name: t.seats.ways.best }).check()
  await page
    .getByRole('button', { name: t.seats.reserveBest(1) })
    .or(page.getByRole('button', { name: t.seats.reserveBest(2) }))
    .click()
  await page.getByText(t.seats.lapsed.title).filter({ visible: true }).first().waitFor()
  await glance('event-hold-over')

  const gone = await putOnShort(staff, { title: 'Nothing Left' })
  const ids = Array.from({ length: 6 }, (_, i) => `A-${i + 1}`)
  await hold(shopper(new URL(page.url()).origin), gone, ...ids)
  await at(`/events/${gone}`, 'event-all-taken')
}

/** The map is one drawing; by keyboard its seats are chosen without knowing where they are drawn. */
async function chooseOnMap({ page, t }: Walk, seats: number): Promise<void> {
  await page.getByRole('status').filter({ hasText: t.seats.connection.live.text }).waitFor()
  await page.getByRole('button', { name: t.map.fit }).waitFor()
  await page.getByRole('application').focus()
  await page.keyboard.press('ArrowRight')
  for (let chosen = 0; chosen < seats; chosen += 1) {
    if (chosen > 0) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
  }
  await page.getByText(t.seats.selected(seats)).first().waitFor()
}
