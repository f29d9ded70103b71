import { describe, expect, it } from 'vitest'
import type { ReceiptContent } from '../../server/domain/receipt.ts'
import type { Pool, Queryable } from '../../server/postgres/pool.ts'
import { issueReceipt } from '../../server/sql/receipts.ts'
import { freshDatabase } from '../setup/database.ts'
import { beginOn, someoneWaits, uuid, weaken } from './house.ts'

const event = uuid()
const content = { version: 1, kind: 'receipt' } as unknown as Omit<ReceiptContent, 'number' | 'issuedAt'>
const issue = (db: Queryable, orderId: string, series = 'R2027') =>
  issueReceipt(db, { eventId: event, id: uuid(), series, orderId, refundId: null, content })
const numbers = async (pool: Pool, series = 'R2027') => {
  const { rows } = await pool.query('select number from receipts where series = $1 order by number', [series])
  return rows.map(({ number }) => number)
}

describe('receipts', () => {
  it('eight at once are numbered one to eight', async () => {
    await using database = await freshDatabase()
    const issued = await Promise.all(Array.from({ length: 8 }, () => issue(database.pool, uuid())))
    expect(await numbers(database.pool)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(issued.map((receipt) => receipt.content.number).sort()[7]).toBe('R2027-000008')
    expect(Date.parse(issued[0]!.content.issuedAt)).toBeGreaterThan(Date.now() - 60_000)
  })

  it('a rollback in the middle leaves no gap', async () => {
    await using database = await freshDatabase()
    await issue(database.pool, uuid())
    const lost = await beginOn(database.pool)
    expect((await issue(lost.client, uuid())).content.number).toBe('R2027-000002')
    const next = issue(database.pool, uuid())
    await someoneWaits(database.pool)
    await lost.rollback()
    expect((await next).content.number).toBe('R2027-000002')
    expect(await numbers(database.pool)).toEqual([1, 2])
  })

  it('eight servers that issue the receipt of one order issue one', async () => {
    await using database = await freshDatabase()
    const orderId = uuid()
    const issued = await Promise.all(Array.from({ length: 8 }, () => issue(database.pool, orderId)))
    expect(new Set(issued.map(({ id }) => id)).size).toBe(1)
    expect(await numbers(database.pool)).toEqual([1])
    await issue(database.pool, uuid())
    expect(await numbers(database.pool)).toEqual([1, 2])
  })

  it('each series counts for itself', async () => {
    await using database = await freshDatabase()
    await issue(database.pool, uuid())
    await issue(database.pool, uuid(), 'R2028')
    await issue(database.pool, uuid(), 'R2028')
    expect(await numbers(database.pool)).toEqual([1])
    expect(await numbers(database.pool, 'R2028')).toEqual([1, 2])
  })

  it('negative control: without the lock on the series two receipts want one number', async () => {
    await using database = await freshDatabase()
    await issue(database.pool, uuid())
    // Looking whether the series is there waits for whoever is changing it, so that has to go as well.
    await weaken(database.pool, 'issue_receipt', /insert into receipt_series[\s\S]*? for update/, (text) =>
      text.replace(/^.*\n/, '').replace(' for update', ''),
    )
    const first = await beginOn(database.pool)
    await issue(first.client, uuid())
    const second = issue(database.pool, uuid())
    const failed = expect(second).rejects.toThrow(/receipts_by_number|duplicate/)
    await someoneWaits(database.pool)
    await first.commit()
    await failed
  })
})
