import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { QueueDraw } from '../../contract/shapes/queue.ts'
import { judgeDraw } from './judge-draw.ts'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

function honest(people = 50): QueueDraw {
  const seed = randomBytes(32)
  const entries = Array.from({ length: people }, () => randomUUID()).sort()
  return {
    commitment: sha256(seed),
    committedAt: '2026-11-21T10:00:00.000Z',
    frozenAt: '2026-11-21T10:30:00.000Z',
    entrants: people,
    digest: sha256(entries.join('\n')),
    revealedAt: '2026-11-21T10:30:02.000Z',
    seed: seed.toString('hex'),
    entries,
  }
}

test('an honest draw is found to be one, and its order is that of the lots', () => {
  const draw = honest()
  const { faults, order } = judgeDraw(draw, draw.commitment)
  expect(faults).toEqual([])
  const lotOf = (id: string) =>
    createHmac('sha256', Buffer.from(draw.seed!, 'hex')).update(`${draw.digest}:${id}`).digest('hex')
  expect(order.map(lotOf)).toEqual(draw.entries!.map(lotOf).sort())
})

const draw = honest()
const other = honest()
const friend = randomUUID()
const forgeries: [string, Partial<QueueDraw>, string][] = [
  ['another seed', { seed: other.seed }, 'not the one that was committed to'],
  [
    'another seed with its own commitment',
    { seed: other.seed, commitment: other.commitment },
    'than was seen before',
  ],
  [
    'somebody added after the list was closed',
    { entries: [...draw.entries!, friend], entrants: 51 },
    'whose digest was published',
  ],
  [
    'somebody taken off the list',
    { entries: draw.entries!.slice(1), entrants: 49 },
    'whose digest was published',
  ],
  [
    'somebody exchanged for a friend',
    { entries: [friend, ...draw.entries!.slice(1)] },
    'whose digest was published',
  ],
  [
    'somebody on it twice',
    {
      entries: [...draw.entries!.slice(1), draw.entries![1]!],
    },
    'listed twice',
  ],
  ['a seed shown before the list was closed', { revealedAt: '2026-11-21T10:29:00.000Z' }, 'in this order'],
  [
    'a commitment made after the list was closed',
    { committedAt: '2026-11-21T10:31:00.000Z' },
    'in this order',
  ],
  ['a seed that is not there', { seed: null }, 'still secret'],
]

test.each(forgeries)('a forged draw is found out: %s', (_name, forged, fault) => {
  expect(judgeDraw({ ...draw, ...forged }, draw.commitment).faults.join('; ')).toContain(fault)
})
