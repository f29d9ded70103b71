import { afterAll, beforeAll, describe, expect } from 'vitest'
import type { Language } from '../../web/i18n/languages.ts'
import { speak } from '../../web/i18n/texts.ts'
import { expectedReplies, walks } from './every-page.ts'
import { findFaultsOfLook } from './look-faults.ts'
import { type Screen, test, type VisitOptions } from './shop.ts'
import { startWalk } from './walk/walk.ts'

/** Three are under way at a time, and each stops at dozens of states. */
const LONGEST_WALK_MS = 240_000

interface Look {
  language: Language
  locale: string
  screen: Screen
  theme: NonNullable<VisitOptions['colorScheme']>
  axe: boolean
}

/**
 * Every page is seen three times. axe sees it in both themes, on the narrowest phone and on a desk; the languages that need
 * most room, German for its words and Thai for its lines without spaces, are seen where there is least of it.
 */
const looks: Look[] = [
  { language: 'de', locale: 'de-DE', screen: 'narrow', theme: 'dark', axe: true },
  { language: 'en', locale: 'en-GB', screen: 'desk', theme: 'light', axe: true },
  { language: 'th', locale: 'th-TH', screen: 'narrow', theme: 'light', axe: false },
]

describe.each(looks)('in $locale on a $screen screen, $theme', ({ language, locale, screen, theme, axe }) => {
  // What the walks read is the page's language, and there is one at a time: looks follow each other, their walks need not.
  beforeAll(() => speak(language, [locale]))
  afterAll(() => speak('en', ['en-GB']))

  test.concurrent.for(Object.entries(walks))(
    '%s: fit for everyone, and nowhere wider than the screen',
    { timeout: LONGEST_WALK_MS },
    async ([, walk], { visit, staff }) => {
      const { page, expectReply } = await visit({ screen, locale, colorScheme: theme })
      for (const [status, path] of expectedReplies) expectReply(status, path)
      const found: string[] = []
      const see = async (place: string) => {
        const spoken = await page.locator('html').getAttribute('lang')
        if (spoken !== language) found.push(`${place}: the page speaks ${spoken}`)
        for (const fault of await findFaultsOfLook(page, { axe })) found.push(`${place}: ${fault}`)
      }
      await walk(startWalk(page, staff, see))
      expect(found).toEqual([])
    },
  )
})
