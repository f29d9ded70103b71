import { type Static, Type } from 'typebox'
import { Uuid } from './basics.ts'
import { BookedSeat } from './holds.ts'

export const Ticket = Type.Object({
  id: Uuid,
  orderId: Uuid,
  eventId: Uuid,
  state: Type.Unsafe<'valid' | 'void'>(Type.String({ enum: ['valid', 'void'] })),
  code: Type.String({ description: 'What the QR code says' }),
  seat: BookedSeat,
})
export type Ticket = Static<typeof Ticket>
