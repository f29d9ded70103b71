import { Type } from 'typebox'
import { Uuid } from '../shapes/basics.ts'
import { Order, StaffRefund } from '../shapes/orders.ts'
import { BegunPayment, DemoOutcome, DemoPayment, PaymentAttention } from '../shapes/payments.ts'
import { id, type Operation, staff } from './operation.ts'

const orderId = Type.Object({ orderId: Uuid })
const paying = [
  'PAYMENT_DECLINED',
  'NOT_FOUND',
  'HOLD_EXPIRED',
  'HOLD_ENDED',
  'INVALID_REQUEST',
  'UNAVAILABLE',
] as const

export const paymentOperations = {
  beginPayment: {
    summary: 'Begin to pay an order, or go on with the attempt that is open',
    tag: 'Payments',
    params: id,
    replies: { 200: BegunPayment },
    refusals: ['NOT_FOUND', 'HOLD_EXPIRED', 'HOLD_ENDED', 'ALREADY_PAID', 'UNAVAILABLE'],
  },
  checkPayment: {
    summary: 'Back from the payment page: ask the provider what became of it',
    tag: 'Payments',
    params: id,
    replies: { 200: Order },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  payDemo: {
    summary: 'Pay an order with play money, as the buyer would on the demo provider’s page',
    tag: 'Payments',
    params: orderId,
    body: DemoOutcome,
    replies: { 200: Order },
    refusals: paying,
  },
  lookAtDemo: {
    summary: 'What the demo provider’s payment page shows',
    tag: 'Payments',
    params: orderId,
    replies: { 200: DemoPayment },
    refusals: ['NOT_FOUND'],
  },
  answerDemoChallenge: {
    summary: 'Tell the demo’s bank whether it is really the buyer',
    tag: 'Payments',
    params: orderId,
    body: Type.Object({ approve: Type.Boolean() }, { additionalProperties: false }),
    replies: { 200: Order },
    refusals: paying,
  },
  refundOrder: {
    summary: 'Cancel an order or some of its tickets for the buyer, or give money back as a goodwill',
    tag: 'Organiser',
    params: id,
    body: StaffRefund,
    replies: { 200: Order },
    refusals: [...staff, 'NOT_CANCELLABLE', 'REFUND_TOO_LARGE', 'UNAVAILABLE'],
  },
  listPaymentAttention: {
    summary: 'Payments and refunds of the caller’s events that do not come to an end by themselves',
    tag: 'Organiser',
    replies: { 200: PaymentAttention },
    refusals: ['UNAUTHENTICATED', 'FORBIDDEN'],
  },
} as const satisfies Record<string, Operation>
