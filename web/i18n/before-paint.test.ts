import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { languages } from './languages.ts'

const script = readFileSync(new URL('../public/before-paint.js', import.meta.url), 'utf8')
const catalogs = Object.fromEntries(languages.map((language) => [language, `/${language}.js`]))

interface Visitor {
  search?: string
  remembered?: string
  browser?: string[]
  /** A browser that forbids storage. */
  locked?: boolean
}

/** The page as the script leaves it, before anything is painted. */
function pageFor({ search = '', remembered, browser = [], locked = false }: Visitor) {
  const page = { dataset: {}, lang: 'en', dir: 'ltr' }
  const links: { rel?: string; href?: string }[] = []
  runInNewContext(script, {
    URLSearchParams,
    location: { search },
    navigator: { languages: browser },
    matchMedia: () => ({ matches: false }),
    localStorage: {
      getItem: (key: string) => {
        if (locked) throw new Error('forbidden')
        return key === 'fullhouse.language' ? (remembered ?? null) : null
      },
    },
    document: {
      documentElement: page,
      currentScript: { dataset: { catalogs: JSON.stringify(catalogs) } },
      querySelector: () => null,
      createElement: () => ({}),
      head: { append: (link: object) => links.push(link) },
    },
  })
  return { lang: page.lang, dir: page.dir, links }
}

test('the address wins, then what was remembered, then the browser, then English', () => {
  const browser = ['fr-FR', 'es-MX', 'en']
  expect(pageFor({ search: '?lang=th', remembered: 'de', browser }).lang).toBe('th')
  expect(pageFor({ remembered: 'de', browser }).lang).toBe('de')
  expect(pageFor({ browser }).lang).toBe('es')
  expect(pageFor({ browser: ['fr-FR'] }).lang).toBe('en')
})

test('what is no language of the shop is as if it were not there', () => {
  expect(pageFor({ search: '?lang=xx', remembered: 'de' }).lang).toBe('de')
  expect(pageFor({ search: '?lang=constructor', remembered: '', browser: ['toString'] }).lang).toBe('en')
  expect(pageFor({ locked: true, browser: ['DE-at'] }).lang).toBe('de')
})

test('the texts of that language are asked for at once, and no others', () => {
  expect(pageFor({ browser: ['es'] }).links).toEqual([{ rel: 'modulepreload', href: '/es.js' }])
})

test('a page is drawn from right to left only to be looked at', () => {
  expect(pageFor({}).dir).toBe('ltr')
  expect(pageFor({ search: '?dir=rtl' }).dir).toBe('rtl')
})
