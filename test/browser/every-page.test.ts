import { AxeBuilder } from '@axe-core/playwright'
import { describe, expect } from 'vitest'
import { speak } from '../../web/i18n/texts.ts'
import { seeEveryPage } from './every-page.ts'
import { test } from './shop.ts'
import { tooWide } from './too-wide.ts'

await speak('en', ['en-GB'])

describe.each([
  { screen: 'phone', theme: 'dark' },
  { screen: 'desk', theme: 'light' },
] as const)('on a $screen, $theme', ({ screen, theme }) => {
  test('every page is fit for everyone, and none is wider than the screen', async ({ visit }) => {
    const visitor = await visit({ screen, colorScheme: theme })
    const { page } = visitor
    visitor.expectReply(404, /^\/nothing/)
    const found: string[] = []
    await seeEveryPage(visitor, async (name) => {
      // The other mode opens a page for each look, for frames, of which there are none.
      const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
      const { violations } = await axe.analyze()
      for (const { id, help, nodes } of violations)
        found.push(`${name}: ${id}, ${help}: ${nodes.map(({ html }) => html).join(' ')}`)
      for (const what of await tooWide(page)) found.push(`${name}: ${what}`)
    })
    expect(found).toEqual([])
  })
})

test('no page is wider than the narrowest phone', async ({ visit }) => {
  const visitor = await visit({ screen: 'narrow' })
  visitor.expectReply(404, /^\/nothing/)
  const found: string[] = []
  await seeEveryPage(visitor, async (name) => {
    for (const what of await tooWide(visitor.page)) found.push(`${name}: ${what}`)
  })
  expect(found).toEqual([])
})
