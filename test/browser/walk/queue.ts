import type { Texts } from '../../../web/queue/texts/en.ts'
import { setRoom } from '../../setup/queue-room.ts'
import { shopper } from '../../setup/shopper.ts'
import { putOnShort, type Walk } from './walk.ts'

/** The waiting room: before the sale, in the queue, inside, and when there is nothing left to wait for. */
export async function queue(walk: Walk): Promise<void> {
  const { page, staff, t, language, open, look, at } = walk
  const says: Texts = (await import(`../../../web/queue/texts/${language}.ts`))[language]
  const headline = (words: string) => page.locator('#headline').getByText(words, { exact: true }).waitFor()
  const room = async (settings: object, change: object = {}) => {
    const id = await putOnShort(staff, { title: 'One Night Only', ...change })
    await setRoom(staff, id, { mode: 'scheduled', prequeueMinutes: 60, admitPerMinute: 6000, ...settings })
    return id
  }

  const soon = await room({}, { onSaleAt: new Date(Date.now() + 1_800_000).toISOString() })
  await page.goto(`/events/${soon}/queue`)
  await headline(says.phases.gatheringOutside)
  await look('queue-before-the-sale')
  await page.getByRole('button', { name: says.actions.join }).click()
  await headline(says.phases.gathering)
  await page.locator('#draw summary').click()
  await look('queue-in-the-draw')
  await at(`/events/${soon}`, 'event-place-in-the-draw')

  const paused = await room({ paused: true })
  for (let i = 0; i < 3; i += 1)
    await shopper(new URL(page.url()).origin).api.joinQueue({ params: { idOrSlug: paused }, body: {} })
  await page.goto(`/events/${paused}/queue?join`)
  await headline(says.phases.paused)
  await look('queue-paused')
  await setRoom(staff, paused, { paused: false, targetInside: 1, admitPerMinute: 1 })
  await page.reload()
  await page
    .locator('#headline')
    .getByText(says.phases.open)
    .or(page.locator('#headline').getByText(says.next))
    .waitFor()
  await look('queue-waiting')
  await page.getByRole('button', { name: says.actions.leave }).click()
  await page.getByRole('button', { name: says.actions.leaveSure }).click()
  await headline(says.phases.left)
  await look('queue-left')

  const turn = await room({})
  await page.goto(`/events/${turn}/queue?join`)
  await headline(says.phases.admitted)
  await look('queue-your-turn')
  await open(`/events/${turn}`)
  await page.getByRole('button', { name: t.waitingRoom.leave }).waitFor()
  await look('event-let-in')
}
