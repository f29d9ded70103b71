import { expect, test } from 'vitest'
import { catalog as de } from '../../web/i18n/de/catalog.ts'
import { catalog as en } from '../../web/i18n/en/catalog.ts'
import { catalog as es } from '../../web/i18n/es/catalog.ts'
import { catalog as th } from '../../web/i18n/th/catalog.ts'
import { firstWords } from './first-words.ts'

test('the first page says the same before and after the app has taken over', () => {
  const inTheShop = Object.entries({ en, de, es, th }).map(([language, { discover }]) => [
    language,
    { hero: discover.hero, heroText: discover.heroText },
  ])
  const before = Object.entries(firstWords).map(([language, { hero, heroText }]) => [
    language,
    { hero, heroText },
  ])
  expect(before).toEqual(inTheShop)
})
