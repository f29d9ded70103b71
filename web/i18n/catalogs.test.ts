import { isValidElement, type ReactNode } from 'react'
import { describe, expect, test } from 'vitest'
import { loadLabTexts } from './lab-texts.ts'
import { type Language, languages } from './languages.ts'
import { speak, texts } from './texts.ts'

/** Stands in for every kind of value that a text may take: a number, a word, or a way of drawing words. */
const anything = (n: number) =>
  Object.assign((words: unknown) => words, { valueOf: () => n, toString: () => 'VALUE' })

/** What is read of a text, however it is drawn. */
function wordsOf(text: ReactNode): string {
  if (Array.isArray(text)) return text.map(wordsOf).join('')
  if (isValidElement<{ children?: ReactNode }>(text)) return wordsOf(text.props.children)
  return text === undefined || text === null ? '' : String(text)
}

/** Every text by its path, with `n` for each number in it. */
function allTexts(part: unknown, n: number, path = ''): [path: string, text: string][] {
  if (typeof part === 'function') {
    const values = Array.from({ length: part.length }, () => anything(n))
    return [[path, wordsOf(part(...values))]]
  }
  if (typeof part === 'string') return [[path, part]]
  return Object.entries(part as object).flatMap(([key, value]) => allTexts(value, n, `${path}.${key}`))
}

async function textsIn(language: Language, n = 2): Promise<Map<string, string>> {
  await speak(language, [])
  return new Map(allTexts({ ...texts(), lab: await loadLabTexts() }, n))
}

describe.each(languages)('the texts in “%s”', (language) => {
  test.each([0, 1, 2, 5])('are all there and say something, of %d as well', async (n) => {
    const said = await textsIn(language, n)
    expect(said.size).toBeGreaterThan(300)
    const odd = [...said].filter(
      ([, text]) => text.trim() === '' || text !== text.trim() || /#|undefined|NaN|\[object| {2}/.test(text),
    )
    expect(odd).toEqual([])
  })

  test('are as many as the English ones', async () => {
    const english = [...(await textsIn('en')).keys()].sort()
    expect([...(await textsIn(language)).keys()].sort()).toEqual(english)
  })
})

/** The words of a text itself, without its values and the shop's name. */
const ownWords = (text: string) => text.replaceAll(/VALUE|Fullhouse/g, '')

test.each(['de', 'es', 'th'] as const)('nothing is left in English in “%s”', async (language) => {
  const english = await textsIn('en')
  const same = [...(await textsIn(language))].filter(
    ([path, text]) => text === english.get(path) && /\p{L} \p{L}|\p{L}{8}/u.test(ownWords(text)),
  )
  expect(same).toEqual([])
})

test('Thai is written in Thai, abbreviations apart', async () => {
  const latin = [...(await textsIn('th'))].filter(
    ([, text]) => /\p{Ll}/u.test(ownWords(text)) && !/\p{Script=Thai}/u.test(text),
  )
  expect(latin).toEqual([])
})
