import { Type } from 'typebox'
import { Hold } from '../shapes/holds.ts'
import { Order } from '../shapes/orders.ts'
import { HeldTicket, Ticket } from '../shapes/tickets.ts'
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
    summary: 'The tickets of the caller’s orders',
    tag: 'My things',
    replies: { 200: Type.Object({ tickets: Type.Array(Ticket) }) },
    refusals: [],
  },
  myReceivedTickets: {
    summary: 'Tickets that others passed on to the caller, the latest first',
    tag: 'My things',
    replies: { 200: Type.Object({ tickets: Type.Array(HeldTicket) }) },
    refusals: [],
  },
} as const satisfies Record<string, Operation>
