import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { QueueDraw } from '../../contract/shapes/queue.ts'
import { rank } from '../../server/domain/waiting-room/draw.ts'
import { checkDraw } from './check-draw.ts'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const seed = randomBytes(32)
const entries = Array.from({ length: 700 }, () => randomUUID()).sort()
const draw: QueueDraw = {
  commitment: sha256(seed),
  committedAt: '2026-11-21T10:00:00.000Z',
  frozenAt: '2026-11-21T10:30:00.000Z',
  entrants: entries.length,
  digest: sha256(entries.join('\n')),
  revealedAt: '2026-11-21T10:30:02.000Z',
  seed: seed.toString('hex'),
  entries,
}

test('the browser’s own reckoning comes to the server’s order, for the first, the last and those between', async () => {
  const order = rank(seed, draw.digest!, entries)
  for (const place of [1, 350, 700])
    expect(await checkDraw(draw, order[place - 1]!, draw.commitment)).toEqual({
      seedFits: true,
      sameCommitment: true,
      listFits: true,
      rank: place,
    })
})

test('another seed, another promise, another list and a missing entry are each found out', async () => {
  const own = entries[0]!
  const other = randomBytes(32).toString('hex')
  expect(await checkDraw({ ...draw, seed: other }, own, draw.commitment)).toMatchObject({ seedFits: false })
  expect(await checkDraw(draw, own, 'ab'.repeat(32))).toMatchObject({ sameCommitment: false })
  expect(await checkDraw(draw, own, null)).toMatchObject({ sameCommitment: null })
  const forged = { ...draw, entries: [...entries.slice(1), randomUUID()] }
  expect(await checkDraw(forged, own, draw.commitment)).toMatchObject({ listFits: false, rank: null })
})
