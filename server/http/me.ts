import type { FastifyInstance } from 'fastify'
import type { Booking } from '../booking/booking.ts'
import { listHolds } from '../booking/read-hold.ts'
import { listOrders } from '../booking/read-orders.ts'
import { ok } from '../domain/outcome.ts'
import { route } from './route.ts'

/** The caller's own things, guest or account. */
export function me(app: FastifyInstance, booking: Booking): void {
  route(app, 'myHolds', async ({ identity }) => ok({ holds: await listHolds(booking, identity) }))
  route(app, 'myOrders', async ({ identity }) => ok({ orders: await listOrders(booking, identity) }))
  route(app, 'myTickets', async ({ identity }) => {
    const orders = await listOrders(booking, identity)
    return ok({ tickets: orders.flatMap((order) => order.tickets) })
  })
}
