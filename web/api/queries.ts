import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EventQuery } from '../../contract/shapes/events.ts'
import type { Hold } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import type { HeldTicket } from '../../contract/shapes/tickets.ts'
import { setServerClock } from '../clock/server-clock.ts'
import { api } from './client.ts'
import { unwrap } from './failure.ts'

/** Every read the shop makes, under one key each, so that whoever changes something knows what to renew. */
export const keys = {
  events: ['events'] as const,
  event: (idOrSlug: string) => ['event', idOrSlug] as const,
  mine: ['mine'] as const,
}

const SHORT_MS = 15_000

export const eventsQuery = (query: EventQuery) =>
  queryOptions({
    queryKey: [...keys.events, query],
    queryFn: async ({ signal }) => unwrap(await api.listEvents({ query }, { signal })),
    placeholderData: keepPreviousData,
    staleTime: SHORT_MS,
  })

export const eventQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: keys.event(idOrSlug),
    queryFn: async ({ signal }) => unwrap(await api.getEvent({ params: { idOrSlug } }, { signal })),
    staleTime: SHORT_MS,
  })

/** Replies about the visitor's own things name the server's time, which sets our clock. */
async function timed<T>(call: () => Promise<T>, serverTimeOf: (value: T) => string | undefined): Promise<T> {
  const sentAt = Date.now()
  const value = await call()
  const serverTime = serverTimeOf(value)
  if (serverTime) setServerClock(serverTime, sentAt, Date.now())
  return value
}

export const myHoldsQuery = queryOptions({
  queryKey: [...keys.mine, 'holds'],
  queryFn: ({ signal }) =>
    timed<Hold[]>(
      async () => unwrap(await api.myHolds({}, { signal })).holds,
      (holds) => holds[0]?.serverTime,
    ),
  staleTime: SHORT_MS,
})

export const myOrdersQuery = queryOptions({
  queryKey: [...keys.mine, 'orders'],
  queryFn: ({ signal }) =>
    timed<Order[]>(
      async () => unwrap(await api.myOrders({}, { signal })).orders,
      (orders) => orders[0]?.serverTime,
    ),
  staleTime: SHORT_MS,
})

export const holdQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.mine, 'hold', id],
    queryFn: ({ signal }) =>
      timed<Hold>(
        async () => unwrap(await api.getHold({ params: { id } }, { signal })),
        (hold) => hold.serverTime,
      ),
    staleTime: SHORT_MS,
  })

export const orderQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.mine, 'order', id],
    queryFn: ({ signal }) =>
      timed<Order>(
        async () => unwrap(await api.getOrder({ params: { id } }, { signal })),
        (order) => order.serverTime,
      ),
    staleTime: SHORT_MS,
  })

export const ticketQuery = (id: string) =>
  queryOptions({
    queryKey: [...keys.mine, 'ticket', id],
    queryFn: ({ signal }) =>
      timed<HeldTicket>(
        async () => unwrap(await api.getTicket({ params: { id } }, { signal })),
        (ticket) => ticket.serverTime,
      ),
    staleTime: SHORT_MS,
  })

export const receivedTicketsQuery = queryOptions({
  queryKey: [...keys.mine, 'received'],
  queryFn: async ({ signal }) => unwrap(await api.myReceivedTickets({}, { signal })).tickets,
  staleTime: SHORT_MS,
})

/** What the list can be narrowed to: kinds of event, and prices by currency. */
export const choicesQuery = (past: boolean) =>
  queryOptions({
    queryKey: [...keys.events, 'choices', past],
    queryFn: async ({ signal }) => unwrap(await api.listChoices({ query: past ? { past } : {} }, { signal })),
    placeholderData: keepPreviousData,
    staleTime: 5 * 60_000,
  })
