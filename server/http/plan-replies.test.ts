import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { chooseCoding, createPlanReplies } from './plan-replies.ts'

describe('the coding of a reply', () => {
  it.each([
    [undefined, 'identity'],
    ['gzip, deflate, br, zstd', 'br'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['*', 'br'],
    ['identity', 'identity'],
    ['br;q=nonsense', 'identity'],
    ['', 'identity'],
  ])('for %j is %s', (header, coding) => {
    expect(chooseCoding(header)).toBe(coding)
  })
})

describe('plan replies', () => {
  const text = JSON.stringify({ name: 'House', rows: 'x'.repeat(10_000) })

  it('are read and compressed once for all who ask, in each coding', async () => {
    let reads = 0
    const plans = createPlanReplies(async () => {
      reads += 1
      return text
    }, 10)
    const bodies = await Promise.all([1, 2, 3].map(() => plans.body('e', 1, 'br')))
    expect(reads).toBe(1)
    expect(new Set(bodies).size).toBe(1)
    expect(String(brotliDecompressSync(bodies[0]!))).toBe(text)
    expect(String(gunzipSync((await plans.body('e', 1, 'gzip'))!))).toBe(text)
    expect(String(await plans.body('e', 1, 'identity'))).toBe(text)
  })

  it('keep no failure and nothing that is not there', async () => {
    const answers: (() => Promise<string | undefined>)[] = [
      () => Promise.reject(new Error('the database is lost')),
      async () => undefined,
      async () => text,
    ]
    const plans = createPlanReplies(() => answers.shift()!(), 10)
    await expect(plans.body('e', 1, 'identity')).rejects.toThrow('lost')
    expect(await plans.body('e', 1, 'identity')).toBeUndefined()
    expect(String(await plans.body('e', 1, 'identity'))).toBe(text)
  })

  it('make room by dropping what nobody asked for longest', async () => {
    const reads: string[] = []
    const plans = createPlanReplies(async (id) => {
      reads.push(id)
      return text
    }, 2)
    for (const id of ['a', 'b', 'a', 'c', 'a', 'b']) await plans.body(id, 1, 'identity')
    expect(reads).toEqual(['a', 'b', 'c', 'b'])
  })
})
