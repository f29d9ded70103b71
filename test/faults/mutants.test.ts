import { expect, it } from 'vitest'
import { catchMutants } from '../../lab/mutants/catch-mutants.ts'
import { mutants } from '../../lab/mutants/mutants.ts'

/** `npm run lab -- --mutants` lets the others loose as well. */
const most = mutants.filter(({ isClassic }) => isClassic)

it('a server without one of its guards is caught by a crowd, and the server itself is not accused', async () => {
  const { caught, accused, report } = await catchMutants(most, () => {})
  console.log(report)
  expect(caught, report).toBe(most.length)
  expect(accused, report).toBe(0)
}, 300_000)
