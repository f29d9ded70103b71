import { describe, expect, test } from 'vitest'
import { operations } from '../../contract/operations.ts'
import type { Problem, RefusalCode, RefusalData } from '../../contract/refusals.ts'
import { speak } from '../i18n/texts.ts'
import { CallFailed } from './failure.ts'
import { refusalCodes, textOf } from './refusal-texts.ts'

await speak('en', ['en-GB'])

const data: { [C in RefusalCode]?: RefusalData[C] } = {
  SEATS_TAKEN: { seatIds: ['A-1', 'A-2'] },
  NOT_ENOUGH_SEATS: { available: 1 },
  LIMIT_EXCEEDED: { limit: 2 },
  NOT_ON_SALE: { onSaleAt: '2027-03-14T18:30:00.000Z' },
  UNKNOWN_SEATS: { seatIds: ['Z-1'] },
  NAMES_FIXED: { until: '2027-03-14T18:30:00.000Z' },
  CODE_REQUIRED: { categories: ['Premium'] },
  INVALID_CODE: { reason: 'expired' },
  CODE_USED_UP: { left: 1 },
  PRICE_CHANGED: { total: { amount: 4500, currency: 'EUR' } },
  QUEUE_CLOSED: { opensAt: '2027-03-14T18:30:00.000Z' },
  RATE_LIMITED: { retryAfterSeconds: 3 },
  UNAVAILABLE: { retryAfterSeconds: 1 },
  SEATS_IN_USE: { seatIds: ['A-1'] },
  INVALID_PLAN: { faults: [{ path: '/zones', message: 'no seats at all' }] },
}

const refused = (code: string, extra: object = {}) =>
  new CallFailed(
    {
      type: 'x',
      title: 'Title',
      status: 409,
      detail: 'Detail',
      requestId: '1',
      code,
      ...extra,
    } as unknown as Problem,
    null,
  )

describe('refusal texts', () => {
  test.each(refusalCodes)('%s is told in words, without its code', (code) => {
    const { title, text } = textOf(refused(code, data[code]))
    expect(title.length).toBeGreaterThan(3)
    expect(text).toMatch(/[.!]$/)
    expect(title + text).not.toMatch(/undefined|[A-Z]+_[A-Z]+/)
  })

  test('every refusal the contract declares has a text', () => {
    const declared = new Set(Object.values(operations).flatMap((operation) => [...operation.refusals]))
    for (const code of declared) expect(refusalCodes).toContain(code)
  })

  test('seats are named as people call them', () => {
    const { title, text } = textOf(refused('SEATS_TAKEN', { seatIds: ['A-1'] }), {
      labelOf: (seatId) => (seatId === 'A-1' ? 'Stalls, row A, seat 1' : undefined),
    })
    expect(title).toBe('Someone was faster to this seat')
    expect(text).toContain('Stalls, row A, seat 1 is already')
  })

  test('a refusal this page does not know is still told in its language', () => {
    expect(textOf(refused('FROM_THE_FUTURE'))).toMatchObject({ title: 'Not possible', wayOut: 'reload' })
  })

  test('no answer at all is said so', () => {
    expect(textOf(new CallFailed(null, null)).title).toBe('No connection')
    expect(textOf(new Error('odd')).wayOut).toBe('retry')
  })
})
