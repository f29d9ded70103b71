import { Type } from 'typebox'
import { CancelWish, NewOrder, Order } from '../shapes/orders.ts'
import { WaitlistJoined } from '../shapes/waitlist.ts'
import { id, type Operation, placing } from './operation.ts'

export const orderOperations = {
  placeOrder: {
    summary: 'Order what a hold holds, or hold and order in one call',
    tag: 'Orders',
    body: NewOrder,
    replies: { 201: Order },
    onRequest: { 202: WaitlistJoined },
    refusals: [
      ...placing,
      'ALREADY_WAITING',
      'WAITLIST_CLOSED',
      'HOLD_EXPIRED',
      'HOLD_ENDED',
      'CODE_USED_UP',
      'PRICE_CHANGED',
    ],
  },
  getOrder: {
    summary: 'An order, for its owner',
    tag: 'Orders',
    params: id,
    replies: { 200: Order },
    refusals: ['NOT_FOUND'],
  },
  cancelOrder: {
    summary: 'Cancel an order, or some of its tickets, and give the seats back; twice is a no-op',
    tag: 'Orders',
    params: id,
    body: Type.Union([CancelWish, Type.Null()]),
    replies: { 200: Order },
    refusals: ['NOT_FOUND', 'NOT_CANCELLABLE', 'INVALID_REQUEST', 'UNAVAILABLE'],
  },
} as const satisfies Record<string, Operation>
