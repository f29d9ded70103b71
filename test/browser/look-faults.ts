import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { tooWide } from './too-wide.ts'

/** What is wrong with the page as it is now: whatever reaches over the screen’s edge, and what axe finds. */
export async function findFaultsOfLook(page: Page, { axe }: { axe: boolean }): Promise<string[]> {
  const wide = await tooWide(page)
  if (!axe) return wide
  // Half a megabyte of script, and most of a look's cost: a page that has it already is given none.
  const isThere = await page.evaluate<boolean>(`'axe' in globalThis`)
  const builder = new AxeBuilder({ page, ...(isThere && { axeSource: 'undefined' }) })
    // The other mode opens a page for each look, for frames, of which none is ours to judge.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
  const { violations } = await builder.analyze()
  return [
    ...wide,
    ...violations.map(({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(({ html }) => html).join(' ')}`),
  ]
}
