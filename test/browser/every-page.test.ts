import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { seeEveryPage } from './every-page.ts'
import { test } from './shop.ts'

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

/** Whatever reaches over the edge of the screen, unless it is meant to be scrolled there. */
const tooWide = (page: Page) => page.evaluate<string[]>(findTooWide)

const findTooWide = `(() => {
  const found = []
  const over = document.documentElement.scrollWidth - innerWidth
  if (over > 0) found.push('the page, by ' + over)
  for (const element of document.querySelectorAll('a, button, input, select, h1, h2, h3, p, li, dd, img, canvas, article')) {
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2 || (box.left >= -1 && box.right <= innerWidth + 1)) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || isScrolled(element)) continue
    found.push(element.outerHTML.slice(0, 160) + ' from ' + Math.round(box.left) + ' to ' + Math.round(box.right))
  }
  return found
  function isScrolled(element) {
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(around).overflowX) && around.scrollWidth > around.clientWidth) return true
    }
    return false
  }
})()`
