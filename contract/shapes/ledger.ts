import { type Static, Type } from 'typebox'
import { Instant, Nullable, Uuid } from './basics.ts'
import { Availability } from './events.ts'
import { HoldState } from './holds.ts'
import { OrderState } from './orders.ts'
import { WaitlistState } from './waitlist.ts'

/** Every row the ledger has for one event, read in one snapshot, beside what availability says. */
export const LedgerDump = Type.Object({
  eventId: Uuid,
  serverTime: Instant,
  places: Type.Integer(),
  maxPerCustomer: Nullable(Type.Integer()),
  cancelFee: Type.Integer({ description: 'Minor units kept of each ticket that its buyer cancels' }),
  claims: Type.Array(
    Type.Object({
      seat: Type.Integer(),
      state: Type.Unsafe<'held' | 'sold' | 'blocked' | 'retired'>(Type.String()),
      holdId: Nullable(Type.String()),
      lapsed: Type.Boolean({
        description: 'A hold whose time is over by the database’s clock: free to anyone',
      }),
    }),
  ),
  holds: Type.Array(
    Type.Object({
      id: Type.String(),
      customerId: Type.String(),
      state: HoldState,
      lapsed: Type.Boolean(),
      seats: Type.Array(Type.Integer()),
    }),
  ),
  orders: Type.Array(
    Type.Object({
      id: Type.String(),
      holdId: Type.String(),
      customerId: Type.String(),
      state: OrderState,
      seats: Type.Array(Type.Integer()),
      total: Type.Integer(),
      paidLate: Type.Boolean(),
    }),
  ),
  waitlist: Type.Array(
    Type.Object({
      id: Type.String(),
      customerId: Type.String(),
      state: WaitlistState,
      quantity: Type.Integer(),
      holdId: Nullable(Type.String()),
    }),
  ),
  payments: Type.Array(
    Type.Object({
      id: Type.String(),
      orderId: Type.String(),
      state: Type.Unsafe<'open' | 'captured' | 'authorised' | 'failed'>(Type.String()),
      wanted: Nullable(Type.Unsafe<'capture' | 'cancel'>(Type.String())),
      counts: Type.Boolean({ description: 'It is the one that its order is paid by' }),
      amount: Type.Integer(),
    }),
  ),
  refunds: Type.Array(
    Type.Object({
      id: Type.String(),
      paymentId: Type.String(),
      orderId: Type.String(),
      state: Type.Unsafe<'due' | 'done' | 'failed'>(Type.String()),
      byStaff: Type.Boolean(),
      atProvider: Type.Boolean({ description: 'Made at the provider’s own desk, and heard of from there' }),
      ticketIds: Type.Array(Type.String(), { description: 'The cancelled tickets that it is for' }),
      amount: Type.Integer(),
    }),
  ),
  tickets: Type.Array(
    Type.Object({ id: Type.String(), orderId: Type.String(), seat: Type.Integer(), state: Type.String() }),
  ),
  availability: Availability,
})
export type LedgerDump = Static<typeof LedgerDump>
