import type { Static, TSchema } from 'typebox'
import { eventOperations } from './operations/events.ts'
import { holdOperations } from './operations/holds.ts'
import { labOperations } from './operations/lab.ts'
import { mailOperations } from './operations/mails.ts'
import { myOperations } from './operations/me.ts'
import type { Operation } from './operations/operation.ts'
import { orderOperations } from './operations/orders.ts'
import { organiserOperations } from './operations/organiser.ts'
import { paymentOperations } from './operations/payments.ts'
import { priceOperations } from './operations/prices.ts'
import { queueOperations } from './operations/queue.ts'
import { ticketOperations } from './operations/tickets.ts'
import { waitlistOperations } from './operations/waitlist.ts'
import { type OperationName, paths } from './paths.ts'

export const operations = {
  ...eventOperations,
  ...holdOperations,
  ...orderOperations,
  ...paymentOperations,
  ...priceOperations,
  ...ticketOperations,
  ...queueOperations,
  ...waitlistOperations,
  ...myOperations,
  ...organiserOperations,
  ...mailOperations,
  ...labOperations,
} as const satisfies Record<OperationName, Operation>

type StaticOr<T, F> = T extends TSchema ? Static<T> : F
type OperationOf<N extends OperationName> = (typeof operations)[N]

/** What a client passes: `params`, `query` and `body`, each only where the operation has it; no body where it may be null. */
export type Input<N extends OperationName> = (OperationOf<N> extends { params: infer P }
  ? { params: StaticOr<P, never> }
  : object) &
  (OperationOf<N> extends { query: infer Q } ? { query?: StaticOr<Q, never> } : object) &
  (OperationOf<N> extends { body: infer B }
    ? null extends StaticOr<B, never>
      ? { body?: StaticOr<B, never> }
      : { body: StaticOr<B, never> }
    : object)

type RepliesOf<N extends OperationName> = OperationOf<N>['replies']
/** What a success carries. */
export type Output<N extends OperationName> = {
  [S in keyof RepliesOf<N>]: StaticOr<RepliesOf<N>[S], never>
}[keyof RepliesOf<N>]

type OnRequestOf<N extends OperationName> = OperationOf<N> extends { onRequest: infer R } ? R : never
/** What a success carries that the request has asked for. */
export type OutputOnRequest<N extends OperationName> = {
  [S in keyof OnRequestOf<N>]: StaticOr<OnRequestOf<N>[S], never>
}[keyof OnRequestOf<N>]

export type RefusalsOf<N extends OperationName> = OperationOf<N>['refusals'][number]

export { paths }
