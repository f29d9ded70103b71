import type { Page } from 'playwright-core'

/** Whatever reaches over the edge of the screen, unless it is meant to be scrolled there. */
export const tooWide = (page: Page) => page.evaluate<string[]>(findTooWide)

const findTooWide = `(() => {
  const found = []
  // Not innerWidth: a phone's browser makes that as wide as whatever reaches over the edge.
  const width = document.documentElement.clientWidth
  const over = document.documentElement.scrollWidth - width
  if (over > 0) found.push('the page, by ' + over)
  for (const element of document.querySelectorAll('a, button, input, select, h1, h2, h3, p, li, dd, img, canvas, article')) {
    const box = element.getBoundingClientRect()
    if (box.width < 2 || box.height < 2 || (box.left >= -1 && box.right <= width + 1)) continue
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
