import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { tooWide } from './too-wide.ts'

/** What is wrong with the page as it is now: whatever reaches over the screen’s edge, and what axe finds. */
export async function findFaultsOfLook(page: Page, { axe }: { axe: boolean }): Promise<string[]> {
  const wide = await tooWide(page)
  if (!axe) return wide
  // The other mode opens a page for each look, for frames, of which none is ours to judge.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await builder.analyze()
  return [
    ...wide,
    ...violations.map(({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(({ html }) => html).join(' ')}`),
  ]
}
