import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createRepliesTogether } from './replies-together.ts'

it('ends nothing before the turn is over, then everything in order', async () => {
  const ended: number[] = []
  const together = createRepliesTogether(10)
  for (const request of [1, 2, 3]) together(() => ended.push(request))
  await Promise.resolve()
  expect(ended).toEqual([])
  await turn()
  expect(ended).toEqual([1, 2, 3])
})

it('lets so many leave before the turn is over, and the rest with it', async () => {
  const ended: number[] = []
  const together = createRepliesTogether(3)
  for (const request of [1, 2, 3, 4]) together(() => ended.push(request))
  expect(ended).toEqual([1, 2, 3])
  await turn()
  expect(ended).toEqual([1, 2, 3, 4])
  together(() => ended.push(5))
  expect(ended).toHaveLength(4)
  await turn()
  expect(ended).toHaveLength(5)
})

it('puts off to the next turn what an end brings about', async () => {
  const ended: string[] = []
  const together = createRepliesTogether(3)
  together(() => {
    ended.push('first')
    together(() => ended.push('second'))
  })
  await turn()
  expect(ended).toEqual(['first'])
  await turn()
  expect(ended).toEqual(['first', 'second'])
})
