import { type Static, Type } from 'typebox'
import { Instant, Money, Nullable, SeatId, Uuid } from './basics.ts'
import { CodeText } from './code-text.ts'

/** What an order costs besides its seats' categories: concessions, codes, fees, tax; and the receipts for it. */

const MOST_MINOR_UNITS = 100_000_000
const CategoryNames = Type.Array(Type.String({ minLength: 1, maxLength: 100 }), {
  maxItems: 100,
  uniqueItems: true,
})

export const EventConcession = Type.Object({
  name: Type.String(),
  note: Type.String({ description: 'Who may have it' }),
  prices: Type.Record(Type.String(), Money, {
    description: 'By category, all in; a category that is left out has no such price',
  }),
})
export type EventConcession = Static<typeof EventConcession>

export const TaxRule = Type.Object({
  name: Type.String({ examples: ['VAT'] }),
  rate: Type.Integer({ description: 'Basis points: 1900 is 19 %' }),
  inclusive: Type.Boolean({ description: 'Contained in prices and fees; else it is added to them' }),
})
export type TaxRule = Static<typeof TaxRule>

export const NewConcession = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60 }),
    note: Type.Optional(Type.String({ maxLength: 200 })),
    prices: Type.Record(Type.String(), Type.Integer({ minimum: 0, maximum: MOST_MINOR_UNITS }), {
      description: 'Minor units by category, none above the category’s own price',
    }),
  },
  { additionalProperties: false },
)

const NewTax = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 40 }),
    rate: Type.Integer({ minimum: 1, maximum: 10_000, description: 'Basis points: 1900 is 19 %' }),
    inclusive: Type.Boolean(),
  },
  { additionalProperties: false },
)
const NewFee = Type.Integer({ minimum: 0, maximum: MOST_MINOR_UNITS, description: 'Minor units' })

/** The part of an event that says what its seats cost besides their category, and who may have them first. */
export const PriceSettings = {
  concessions: Type.Optional(Type.Array(NewConcession, { maxItems: 20 })),
  fees: Type.Optional(
    Type.Object(
      { perTicket: Type.Optional(NewFee), perOrder: Type.Optional(NewFee) },
      { additionalProperties: false, description: 'A ticket that costs nothing bears no fee' },
    ),
  ),
  tax: Type.Optional(Nullable(NewTax)),
  lockedCategories: Type.Optional(CategoryNames),
  presaleAt: Type.Optional(Nullable(Instant)),
}

export const TicketWish = Type.Object(
  { seatId: SeatId, concession: Nullable(Type.String({ minLength: 1, maxLength: 60 })) },
  { additionalProperties: false },
)
export const TicketWishes = Type.Array(TicketWish, { maxItems: 100 })
export type TicketWish = Static<typeof TicketWish>

export const QuoteRequest = Type.Object(
  { tickets: Type.Optional(TicketWishes), code: Type.Optional(CodeText) },
  { additionalProperties: false },
)
export type QuoteRequest = Static<typeof QuoteRequest>

export const QuoteLine = Type.Object({
  seatId: Type.String(),
  label: Type.String(),
  category: Type.String(),
  concession: Nullable(Type.String()),
  price: Money,
  discount: Money,
  fee: Money,
  tax: Money,
  amount: Type.Object(Money.properties, { description: 'What the buyer pays for this ticket, all in' }),
})
export type QuoteLine = Static<typeof QuoteLine>

export const Quote = Type.Object({
  lines: Type.Array(QuoteLine),
  code: Nullable(Type.String()),
  prices: Money,
  discount: Money,
  fees: Type.Object({ tickets: Money, order: Money, total: Money }),
  tax: Nullable(Type.Object({ ...TaxRule.properties, amount: Money })),
  total: Money,
})
export type Quote = Static<typeof Quote>

export const CodeGrant = Type.Object({
  code: Type.String(),
  unlocks: Type.Array(Type.String(), { description: 'Locked categories that it opens' }),
  presale: Type.Boolean({ description: 'Lets its owner in before the sale opens' }),
  discount: Type.Boolean({ description: 'Takes something off the price; a quote says how much' }),
})
export type CodeGrant = Static<typeof CodeGrant>

export const NewCode = Type.Object(
  {
    discount: Type.Optional(
      Type.Object(
        {
          kind: Type.Unsafe<'percent' | 'per_ticket' | 'per_order'>(
            Type.String({ enum: ['percent', 'per_ticket', 'per_order'] }),
          ),
          value: Type.Integer({
            minimum: 1,
            maximum: MOST_MINOR_UNITS,
            description:
              'Basis points (at most 10000) of each ticket, or minor units off each ticket or off the order',
          }),
        },
        { additionalProperties: false },
      ),
    ),
    categories: Type.Optional(Nullable(CategoryNames)),
    unlocks: Type.Optional(CategoryNames),
    presale: Type.Optional(Type.Boolean()),
    maxTickets: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1_000_000 }))),
    maxPerCustomer: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 10_000 }))),
    validFrom: Type.Optional(Nullable(Instant)),
    validUntil: Type.Optional(Nullable(Instant)),
    active: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
)
export type NewCode = Static<typeof NewCode>

export const Code = Type.Object({
  code: Type.String(),
  discount: Nullable(Type.Object({ kind: Type.String(), value: Type.Integer() })),
  categories: Nullable(Type.Array(Type.String())),
  unlocks: Type.Array(Type.String()),
  presale: Type.Boolean(),
  maxTickets: Nullable(Type.Integer()),
  maxPerCustomer: Nullable(Type.Integer()),
  validFrom: Nullable(Instant),
  validUntil: Nullable(Instant),
  active: Type.Boolean(),
  uses: Type.Object({
    orders: Type.Integer(),
    tickets: Type.Integer({ description: 'What its limits count: of orders confirmed or awaiting payment' }),
  }),
})
export type Code = Static<typeof Code>

const Minor = Type.Integer({ description: 'Minor units of `currency`' })

export const ReceiptContent = Type.Object({
  version: Type.Integer(),
  kind: Type.Unsafe<'receipt' | 'credit_note'>(Type.String({ enum: ['receipt', 'credit_note'] })),
  number: Type.String({ examples: ['R2027-000042'] }),
  issuedAt: Instant,
  currency: Type.String(),
  seller: Type.Object({
    name: Type.String(),
    address: Type.Array(Type.String()),
    taxId: Nullable(Type.String()),
  }),
  buyer: Type.Object({ name: Type.String(), email: Type.String() }),
  order: Type.Object({ number: Type.String(), orderedAt: Instant, paidAt: Instant }),
  corrects: Nullable(
    Type.Object({
      receipt: Type.String(),
      reason: Type.String(),
      note: Nullable(Type.String()),
      refundedAt: Instant,
    }),
  ),
  event: Type.Object({
    title: Type.String(),
    startsAt: Instant,
    timezone: Type.String(),
    venue: Type.String(),
  }),
  lines: Type.Array(
    Type.Object({
      kind: Type.String(),
      label: Type.String(),
      category: Nullable(Type.String()),
      concession: Nullable(Type.String()),
      price: Minor,
      discount: Minor,
      fee: Minor,
      tax: Minor,
      amount: Minor,
    }),
  ),
  taxes: Type.Array(
    Type.Object({ name: Type.String(), rate: Type.Integer(), net: Minor, tax: Minor, gross: Minor }),
  ),
  taxInclusive: Type.Boolean(),
  totals: Type.Object({ prices: Minor, discount: Minor, fees: Minor, tax: Minor, total: Minor }),
})
export const Receipt = Type.Object({ id: Uuid, orderId: Uuid, content: ReceiptContent })
export type Receipt = Static<typeof Receipt>
