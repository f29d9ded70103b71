import { describe, expect } from 'vitest'
import { findFaultsOfLook } from './look-faults.ts'
import { granted } from './rooms.ts'
import { eventually, test, type Visitor } from './shop.ts'

/** A crowd, its payments, and the check afterwards, on a machine that has other things to do. */
const RUN_MS = 90_000

async function signIn({ page, open }: Visitor, email: string): Promise<void> {
  await open('/sign-in?to=/lab')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill('Password123')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const slide = (visitor: Visitor, name: string, value: number) =>
  visitor.page.getByRole('slider', { name, exact: true }).fill(String(value))

describe('the lab', { timeout: 3 * RUN_MS }, () => {
  test('500 buyers for 20 seats: 20 confirmed, 480 refused, 0 violations, the map full, and the report opens', async ({
    visit,
    staff,
  }) => {
    const visitor = await visit()
    const { page, context } = visitor
    await signIn(visitor, 'organiser@example.com')
    await page.getByRole('heading', { name: 'A new run' }).waitFor()
    await slide(visitor, 'Seats', 20)
    await slide(visitor, 'Buyers', 500)
    await page.getByRole('radio', { name: 'A rush' }).check()
    await page.getByText('500 buyers for 20 seats').waitFor()
    await page.getByRole('button', { name: 'Let them in' }).click()
    await page.waitForURL(/\/lab\/[0-9a-f-]{36}$/)

    const verdict = page.getByRole('heading', { name: 'Every seat sold. None sold twice.' })
    await verdict.waitFor({ timeout: RUN_MS })
    const result = (name: string) => page.locator('dl > div').filter({ hasText: name }).first().locator('dd')
    expect(await result('Seats sold').textContent()).toBe('20')
    expect(await result('Seats confirmed').textContent()).toBe('20')
    expect(await result('Left empty-handed').textContent()).toBe('480')
    expect(await result('Violations').textContent()).toBe('0')

    // The map itself, as anybody could see it: each of the twenty by keys, in the words that are read out.
    const map = page.getByRole('application')
    await map.focus()
    const spoken = page.locator('.seat-map-spoken')
    const states = new Set<string>()
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'ArrowLeft']) {
      await page.keyboard.press(key)
      await eventually(() => spoken.textContent()).not.toBe('')
      states.add((await spoken.textContent())!.split(', ').at(-1)!)
    }
    expect([...states]).toEqual(['sold'])
    const runId = page.url().split('/').at(-1)!
    const run = granted(await staff.api.getLabRun({ params: { id: runId } }))
    const { counts } = granted(await staff.api.getAvailability({ params: { idOrSlug: run.eventId } }))
    expect(counts).toEqual({ free: 0, held: 0, sold: 20, blocked: 0 })
    expect(run.outcome).toMatchObject({ passed: true, violations: 0, wanted: 500, withSeats: 20 })

    // The story of the seat that the keys have come to, from its hold to its payment.
    await page.getByRole('heading', { name: /^The story of row [A-C], seat \d/ }).waitFor()
    const entries = page.getByRole('region', { name: /^The story of/ }).getByRole('listitem')
    await eventually(() => entries.first().textContent()).toContain('Hold')
    await eventually(() => entries.last().textContent()).toContain('Pay')
    await page.getByRole('button', { name: 'All seats' }).click()
    await page.getByRole('combobox', { name: 'What came of it' }).selectOption('refused')
    await eventually(() => page.getByText('Sold out').count()).toBeGreaterThan(10)

    const [report] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open the report' }).click(),
    ])
    await report.getByRole('heading').first().waitFor()
    expect(await report.locator('body').textContent()).toContain('500')
    await report.close()
    expect(await findFaultsOfLook(page, { axe: true })).toEqual([])
  })

  test('a run is seen live, can be stopped, is checked all the same, compared, and deleted with its house', async ({
    visit,
    staff,
  }) => {
    const visitor = await visit({ screen: 'phone', colorScheme: 'dark' })
    const { page } = visitor
    await signIn(visitor, 'organiser@example.com')
    await page.getByRole('radio', { name: 'Pickers' }).check()
    await slide(visitor, 'Buyers', 100)
    await slide(visitor, 'Within', 60)
    await page.getByText('Evenly').click()
    await page.getByRole('button', { name: 'Let them in' }).click()
    await page.getByRole('heading', { name: 'They are in' }).waitFor({ timeout: RUN_MS })
    const progress = page.getByRole('progressbar')
    await eventually(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0)
    const runId = page.url().split('/').at(-1)!
    // One crowd at a time, whoever asks.
    const another = {
      seats: 1,
      buyers: 10,
      pattern: 'steady',
      seconds: 0,
      mix: { best: 1 },
      party: 1,
    } as const
    expect(await staff.api.startLabRun({ body: another })).toMatchObject({ problem: { code: 'LAB_BUSY' } })
    expect(await staff.api.deleteLabRun({ params: { id: runId } })).toMatchObject({
      problem: { code: 'LAB_BUSY' },
    })

    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('It was stopped before everybody had come.').waitFor({ timeout: RUN_MS })
    const stopped = granted(await staff.api.getLabRun({ params: { id: runId } }))
    expect(stopped).toMatchObject({ state: 'stopped', outcome: { passed: true } })
    expect(stopped.outcome!.counts.arrived).toBeLessThan(100)

    const other = granted(await staff.api.startLabRun({ body: another }))
    const state = async () => granted(await staff.api.getLabRun({ params: { id: other.id } })).state
    await expect.poll(state, { timeout: RUN_MS }).toBe('finished')
    await visitor.open('/lab')
    const choose = page.getByRole('checkbox', { name: /^Compare/ })
    await choose.nth(0).check()
    await choose.nth(1).check()
    await page.getByRole('button', { name: 'Compare these two' }).click()
    await page.getByRole('heading', { name: 'Side by side' }).waitFor()
    await page.getByRole('row', { name: /^Buyers/ }).waitFor()
    expect(await findFaultsOfLook(page, { axe: true })).toEqual([])

    await visitor.open('/lab')
    await page.getByRole('button', { name: 'Delete: 10 buyers, 1 seat' }).first().click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    await page.getByText('The run is gone').waitFor()
    const { eventId } = other
    expect(await staff.api.getEvent({ params: { idOrSlug: eventId } })).toMatchObject({ status: 404 })
    expect(await staff.api.getLabRun({ params: { id: other.id } })).toMatchObject({ status: 404 })
  })

  test('is for organisers only', async ({ visit }) => {
    const visitor = await visit()
    await signIn(visitor, 'alice@example.com')
    await visitor.page.getByRole('heading', { name: 'The lab is for organisers' }).waitFor()
    expect(await findFaultsOfLook(visitor.page, { axe: true })).toEqual([])
    const guest = await visit()
    await guest.page.goto('/lab')
    await guest.page.waitForURL(/\/sign-in/)
  })
})
