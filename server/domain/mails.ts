import { type Static, type TSchema, Type } from 'typebox'

/**
 * What a row of `mails` tells whom. The row holds facts, never words: what can be read from the order when the mail is
 * written is not in `data`, what may have changed by then is. Whoever inserts a row keeps to these shapes, the functions
 * of the database included (server/mail/README.md has an example).
 */

const Money = Type.Object({
  amount: Type.Integer({ minimum: 0 }),
  currency: Type.String({ pattern: '^[A-Z]{3}$' }),
})
const Seats = Type.Array(Type.Integer({ minimum: 0 }), { maxItems: 1000 })
const Text = Type.String({ maxLength: 500 })
const Instant = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d' })
const nothing = Type.Object({})
/** What staff has to say about it, for the buyer to read. */
const note = Type.Optional(Type.Union([Text, Type.Null()]))
const givenBack = {
  /** The money had left the buyer, and is given back; else it was only set aside, and is free again. */
  charged: Type.Optional(Type.Boolean()),
  /** That of the refund's row: server/sql/migrations/0005-payments.sql. */
  reason: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
  note,
}

export const mailData = {
  /** The order is confirmed: tickets, times, place. Sent again when the buyer asks for it. */
  confirmation: nothing,
  /** The event is about to take place. */
  reminder: nothing,
  /** The order is cancelled, or some of its seats. `refund` is what is on its way back, if anything is. */
  cancellation: Type.Object({
    seats: Type.Optional(Seats),
    by: Type.Optional(Type.Enum(['buyer', 'staff'])),
    refund: Type.Optional(Type.Union([Money, Type.Null()])),
    note,
  }),
  /** Money is on its way back. */
  refund: Type.Object({ ...Money.properties, ...givenBack }),
  /** The same, because it was paid when the seats were gone: no tickets. */
  late_refund: Type.Object({ ...Money.properties, ...givenBack }),
  /** Paid late, and seats of the same kind took the place of those that were gone. It stands for the confirmation. */
  seats_replaced: Type.Object({ from: Seats, to: Seats }),
  /** The money could not be taken after all: the order is cancelled, nothing was charged. */
  capture_failed: nothing,
  /** To whom a ticket was passed on: the link by which they take it. Its code is not in the mail. */
  transfer: Type.Object({
    ticketId: Text,
    seat: Type.Integer({ minimum: 0 }),
    fromName: Text,
    toName: Text,
  }),
  /** To whoever passed it on. */
  transfer_notice: Type.Object({ seat: Type.Integer({ minimum: 0 }), toName: Text, toEmail: Text }),
  /** Seats are free for someone who waited, until `until`. */
  waitlist_offer: Type.Object({
    quantity: Type.Integer({ minimum: 1 }),
    category: Type.Optional(Type.Union([Text, Type.Null()])),
    until: Instant,
  }),
  /** Someone who waited has got their seats: a confirmed order of a free event. */
  waitlist_promoted: nothing,
  /** The event takes place at another time or place. What it was before, of whatever changed. */
  event_changed: Type.Object({
    before: Type.Object({ startsAt: Type.Optional(Instant), venue: Type.Optional(Text) }),
    note,
  }),
  /** The event does not take place. */
  event_cancelled: Type.Object({ refund: Type.Optional(Type.Union([Money, Type.Null()])), note }),
  /** A new password. The token is sealed: a copy of the database must not be enough to take an account. */
  password_reset: Type.Object({
    name: Type.String(),
    sealed: Type.String(),
    expiresAt: Instant,
  }),
} as const satisfies Record<string, TSchema>

export type MailKind = keyof typeof mailData
export type MailData<K extends MailKind> = Static<(typeof mailData)[K]>

export const mailKinds = Object.keys(mailData) as MailKind[]

export function isMailKind(kind: string): kind is MailKind {
  return Object.hasOwn(mailData, kind)
}

/** Of people, not of events: no organiser sees them, and what is secret in them goes when they are sent. */
export const accountKinds = ['password_reset'] as const satisfies MailKind[]

/** `event_id` of a mail that is about no event. */
export const noEvent = '00000000-0000-0000-0000-000000000000'

/** By the number in the row. */
export const mailStates = ['', 'due', 'sent', 'given_up', 'kept'] as const
export type MailState = Exclude<(typeof mailStates)[number], ''>
