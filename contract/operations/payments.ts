import { Type } from 'typebox'
import { Uuid } from '../shapes/basics.ts'
import { Order } from '../shapes/orders.ts'
import type { Operation } from './operation.ts'

export const paymentOperations = {
  payDemo: {
    summary: 'Pay an order with play money',
    tag: 'Payments',
    params: Type.Object({ orderId: Uuid }),
    body: Type.Object(
      { outcome: Type.Unsafe<'succeed' | 'decline'>(Type.String({ enum: ['succeed', 'decline'] })) },
      { additionalProperties: false },
    ),
    replies: { 200: Order },
    refusals: [
      'PAYMENT_DECLINED',
      'NOT_FOUND',
      'HOLD_EXPIRED',
      'HOLD_ENDED',
      'INVALID_REQUEST',
      'UNAVAILABLE',
    ],
  },
} as const satisfies Record<string, Operation>
