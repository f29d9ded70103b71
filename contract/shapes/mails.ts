import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid } from './basics.ts'

export const MailKind = Type.Unsafe<
  | 'confirmation'
  | 'reminder'
  | 'cancellation'
  | 'refund'
  | 'late_refund'
  | 'seats_replaced'
  | 'capture_failed'
  | 'transfer'
  | 'transfer_notice'
  | 'waitlist_offer'
  | 'waitlist_promoted'
  | 'event_changed'
  | 'event_cancelled'
>(
  Type.String({
    enum: [
      ...['confirmation', 'reminder', 'cancellation', 'refund', 'late_refund', 'seats_replaced'],
      ...['capture_failed', 'transfer', 'transfer_notice', 'waitlist_offer', 'waitlist_promoted'],
      ...['event_changed', 'event_cancelled'],
    ],
  }),
)
export type MailKind = Static<typeof MailKind>

export const MailState = Type.Unsafe<'due' | 'sent' | 'given_up' | 'kept'>(
  Type.String({
    enum: ['due', 'sent', 'given_up', 'kept'],
    description: 'kept: there is no mail server, so this is what would have been sent',
  }),
)
export type MailState = Static<typeof MailState>

const listed = {
  id: Uuid,
  kind: MailKind,
  state: MailState,
  event: Type.Object({ id: Uuid, slug: Type.String(), title: Type.String() }),
  order: Nullable(Type.Object({ id: Uuid, number: Type.String() })),
  recipient: Type.String(),
  language: Type.String(),
  createdAt: Instant,
  sentAt: Nullable(Instant),
  /** Of the next try. */
  dueAt: Nullable(Instant),
  tries: Type.Integer(),
  lastError: Nullable(Type.String()),
}

export const ListedMail = Type.Object(listed)
export type ListedMail = Static<typeof ListedMail>

export const MailPage = Type.Object({
  mails: Type.Array(ListedMail, { description: 'Newest first' }),
  next: Nullable(Uuid),
  counts: Type.Object({
    due: Type.Integer(),
    sent: Type.Integer(),
    given_up: Type.Integer(),
    kept: Type.Integer(),
  }),
  sending: Type.Boolean({ description: 'Whether this server has a mail server' }),
})
export type MailPage = Static<typeof MailPage>

export const MailQuery = Type.Object(
  {
    kind: Type.Optional(MailKind),
    state: Type.Optional(MailState),
    before: Type.Optional(Uuid),
  },
  { additionalProperties: false },
)
export type MailQuery = Static<typeof MailQuery>

/** One mail as it would be written now, which may be later than when it was sent. */
export const ShownMail = Type.Object({
  ...listed,
  /** Null: it cannot be written any more; `fault` says why. */
  content: Nullable(
    Type.Object({
      subject: Type.String(),
      text: Type.String(),
      replyTo: Nullable(Type.String()),
      attachments: Type.Array(
        Type.Object({
          name: Type.String(),
          type: Type.String(),
          bytes: Type.Integer(),
          base64: Type.String(),
        }),
      ),
    }),
  ),
  fault: Nullable(Type.String()),
})
export type ShownMail = Static<typeof ShownMail>
