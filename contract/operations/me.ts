import { Type } from 'typebox'
import { Hold } from '../shapes/holds.ts'
import { Order } from '../shapes/orders.ts'
import { Ticket } from '../shapes/tickets.ts'
import type { Operation } from './operation.ts'

export const myOperations = {
  myHolds: {
    summary: 'The caller’s live holds',
    tag: 'My things',
    replies: { 200: Type.Object({ holds: Type.Array(Hold) }) },
    refusals: [],
  },
  myOrders: {
    summary: 'The caller’s orders, newest first',
    tag: 'My things',
    replies: { 200: Type.Object({ orders: Type.Array(Order) }) },
    refusals: [],
  },
  myTickets: {
    summary: 'The caller’s tickets',
    tag: 'My things',
    replies: { 200: Type.Object({ tickets: Type.Array(Ticket) }) },
    refusals: [],
  },
} as const satisfies Record<string, Operation>
