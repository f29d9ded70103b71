import { expect, test } from 'vitest'
import { speak } from '../i18n/texts.ts'
import { placeName } from './place-name.ts'

test('row and seat are said in the language of the page', async () => {
  await speak('de', [])
  expect(placeName('Stalls, row C, seat 12')).toBe('Stalls, Reihe C, Platz 12')
  expect(placeName('Row A, seat 3')).toBe('Reihe A, Platz 3')
  await speak('es', [])
  expect(placeName('Row A, seat 3')).toBe('Fila A, asiento 3')
  await speak('en', ['en-GB'])
  expect(placeName('Row A, seat 3')).toBe('Row A, seat 3')
  expect(placeName('row A, seat 3')).toBe('row A, seat 3')
})

test('the organiser’s own words stay', async () => {
  await speak('de', [])
  expect(placeName('Arrow rows, Sofa B, chair 3')).toBe('Arrow rows, Sofa B, chair 3')
  expect(placeName('Standing floor')).toBe('Standing floor')
  expect(placeName('Front row')).toBe('Front row')
})
