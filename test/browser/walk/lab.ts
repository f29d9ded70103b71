import type { NewLabRun } from '../../../contract/shapes/lab-runs.ts'
import { loadLabTexts } from '../../../web/i18n/lab-texts.ts'
import { granted } from '../rooms.ts'
import { signIn } from './accounts.ts'
import type { Walk } from './walk.ts'

const quick: NewLabRun = {
  ...{ seats: 12, buyers: 30, pattern: 'steady', seconds: 0, mix: { pick: 3, best: 2 }, party: 2, seed: 7 },
}
/** A run takes some seconds, and others may be waited for: there is one at a time. */
const RUN_MS = 90_000
const LOOK_AGAIN_MS = 250

/** The lab: whom it is for, its desk, a run that goes on, what came of it, and two side by side. */
export async function lab(walk: Walk): Promise<void> {
  const { page, t, at, open, look, glance } = walk
  const words = await loadLabTexts(walk.language)
  await open('/sign-in?to=/lab')
  await signIn(page, t, 'charlie@example.com', 'Password123')
  await page.getByRole('heading', { name: words.refused.title }).waitFor()
  await look('lab-not-for-customers')
  await page.context().clearCookies()

  await open('/sign-in?to=/lab')
  await signIn(page, t, 'organiser@example.com', 'Password123')
  await page.getByRole('heading', { name: words.form.title }).waitFor()
  await look('lab')
  await page.getByRole('radio', { name: words.form.kinds.plan }).check()
  await page.getByText(words.form.more, { exact: true }).click()
  await page.getByText(words.form.mix).click()
  await look('lab-in-detail')

  const slow = await start(walk, { ...quick, buyers: 60, seconds: 60 })
  await open(`/lab/${slow}`)
  await page.getByRole('heading', { name: words.run.phases.running }).waitFor({ timeout: RUN_MS })
  await look('lab-run-going-on')
  await page.getByRole('button', { name: words.run.stop }).click()
  await page.getByText(words.verdict.stopped).waitFor({ timeout: RUN_MS })
  const [first, second] = [await runToTheEnd(walk), await runToTheEnd(walk)]
  await open(`/lab/${first}`)
  await page.getByRole('link', { name: words.run.report }).waitFor()
  await look('lab-run-over')
  await at(`/lab/compare?a=${first}&b=${second}`, 'lab-compare')
  await at('/lab/00000000-0000-7000-8000-000000000000', 'lab-no-such-run')
  await at('/lab', 'lab-past-runs')
  await page
    .getByRole('button', { name: words.runs.deleteThis(words.runs.name(30, 12)) })
    .first()
    .click()
  await glance('lab-delete')
}

async function start({ staff, page }: Walk, run: NewLabRun): Promise<string> {
  const deadline = Date.now() + RUN_MS
  for (;;) {
    const started = await staff.api.startLabRun({ body: run })
    if (started.ok) return started.value.id
    if (started.problem?.code !== 'LAB_BUSY' || Date.now() > deadline)
      throw new Error(JSON.stringify(started))
    await page.waitForTimeout(LOOK_AGAIN_MS)
  }
}

async function runToTheEnd(walk: Walk): Promise<string> {
  const id = await start(walk, quick)
  const deadline = Date.now() + RUN_MS
  for (;;) {
    const { state } = granted(await walk.staff.api.getLabRun({ params: { id } }))
    if (state === 'finished') return id
    if (state !== 'running' || Date.now() > deadline) throw new Error(`run ${id} is ${state}`)
    await walk.page.waitForTimeout(LOOK_AGAIN_MS)
  }
}
