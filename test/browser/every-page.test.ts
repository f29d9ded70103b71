import { describe, expect } from 'vitest'
import { speak } from '../../web/i18n/texts.ts'
import { expectedReplies, walks } from './every-page.ts'
import { findFaultsOfLook } from './look-faults.ts'
import { type Screen, test, type VisitOptions } from './shop.ts'
import { startWalk } from './walk/walk.ts'

await speak('en', ['en-GB'])

/** axe sees each page in both themes. How wide a page may get is seen in languages.test.ts, in longer words. */
const looks: { screen: Screen; theme: NonNullable<VisitOptions['colorScheme']> }[] = [
  { screen: 'phone', theme: 'dark' },
  { screen: 'desk', theme: 'light' },
]

describe.each(Object.keys(walks))('%s', (name) => {
  test.for(looks)(
    'on a $screen, $theme, it is fit for everyone, and nowhere wider than the screen',
    async ({ screen, theme }, { visit, staff }) => {
      const visitor = await visit({ screen, colorScheme: theme })
      for (const [status, path] of expectedReplies) visitor.expectReply(status, path)
      const found: string[] = []
      const walk = startWalk(visitor.page, staff, async (place) => {
        for (const fault of await findFaultsOfLook(visitor.page, { axe: true }))
          found.push(`${place}: ${fault}`)
      })
      await walks[name]?.(walk)
      expect(found).toEqual([])
    },
  )
})
