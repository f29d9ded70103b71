import fc from 'fast-check'
import { expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import { plainArray, textArray } from './array-literal.ts'

it('any text comes back from the database as it went in', async () => {
  await using database = await freshDatabase()
  const item = fc.option(
    fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(item, { maxLength: 20 }), async (items) => {
      const { rows } = await database.pool.query('select $1::text[] as items', [textArray(items)])
      expect(rows[0].items).toEqual(items)
    }),
    { numRuns: 200 },
  )
  const { rows } = await database.pool.query('select $1::int[] as items', [plainArray([1, -2, 3])])
  expect(rows[0].items).toEqual([1, -2, 3])
})
