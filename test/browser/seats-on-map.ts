import type { Page } from 'playwright-core'
import type { Client } from '../../contract/client.ts'
import { clearOfControls, fitting, noInsets, toScreen } from '../../web/seat-map/camera.ts'
import { LARGEST_RADIUS } from '../../web/seat-map/detail.ts'
import type { PlanDocument } from '../../web/seat-map/plan-document.ts'
import { indexPlan } from '../../web/seat-map/plan-index.ts'

/** The map takes the keys once its seats have arrived. */
export async function mapIsLive(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: /^Live/ }).waitFor()
  await page.getByRole('button', { name: 'Show the whole plan' }).waitFor()
}

/** Chooses seats side by side by keyboard, from where the map begins; returns when the page counts them. */
export async function chooseByKeyboard(page: Page, seats: number): Promise<void> {
  await mapIsLive(page)
  await page.getByRole('application', { name: 'Seat map' }).focus()
  await page.keyboard.press('ArrowRight')
  for (let chosen = 0; chosen < seats; chosen += 1) {
    if (chosen > 0) await page.keyboard.press('Shift+ArrowRight')
    await page.keyboard.press('Enter')
  }
  await page.getByText(`${seats} ${seats === 1 ? 'seat' : 'seats'} selected`).waitFor()
}

/** Where seats are drawn on the screen while the map shows the whole plan. */
export async function pointsOfSeats(
  page: Page,
  api: Client,
  idOrSlug: string,
  seatIds: readonly string[],
): Promise<{ x: number; y: number }[]> {
  const reply = await api.getPlan({ params: { idOrSlug } })
  if (!reply.ok) throw new Error(JSON.stringify(reply))
  const plan = indexPlan(reply.value as PlanDocument)
  const surface = page.getByRole('application', { name: 'Seat map' })
  await surface.scrollIntoViewIfNeeded()
  const size = (await surface.boundingBox())!
  const nearest = LARGEST_RADIUS / plan.usualRadius
  const view = fitting(plan.box, { size, insets: clearOfControls(plan.box, size, noInsets), nearest })
  return seatIds.map((seatId) => {
    const index = plan.indexOf(seatId)!
    const at = toScreen(view, size, plan.x[index]!, plan.y[index]!)
    return { x: size.x + at.x, y: size.y + at.y }
  })
}
