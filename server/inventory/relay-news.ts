import { clusterLimits } from '../limits/cluster-limits.ts'
import type { Bus } from '../redis/bus.ts'
import type { HoldNews, OrderNews, WaitingNews } from './news.ts'
import type { LiveHold } from './sale.ts'

/** What one server tells the others of an event. Seats are not among it: whoever shares them hears of those by themselves. */
export type Relayed =
  | { kind: 'hold'; state: HoldNews['state']; hold: RelayedHold; asked?: KeyOfRequest }
  /** A hold that the server which ended it did not know: only its id. */
  | { kind: 'ended'; holdId: string; state: HoldNews['state'] }
  | ({ kind: 'order' } & Omit<OrderNews, 'eventId' | 'isHeard'>)
  | ({ kind: 'waiting' } & Omit<WaitingNews, 'eventId' | 'isHeard'>)
  /** Somebody waits for the event's seats. */
  | { kind: 'awaited' }
  /** Positions on the event's waitlist are others than before. */
  | { kind: 'moved' }
  /** The event's row or plan has changed. */
  | { kind: 'changed' }

export type RelayedHold = Pick<
  LiveHold,
  'id' | 'customerId' | 'seats' | 'amounts' | 'total' | 'expiresAt' | 'orderId' | 'code'
>

/** The Idempotency-Key that a hold was asked for with, and the digest of that request: it may be sent again to any server. */
export interface KeyOfRequest {
  key: string
  hash: string
}

interface Adoption {
  guestId: string
  customerId: string
}

export interface RelayParts {
  bus: Bus
  /** This server's own name among those that share a sale. */
  serverId: string
  heard(eventId: string, news: Relayed): void
  adopted(adoption: Adoption): void
  /** News of this event may have been missed. */
  missed(eventId: string): void
  onFault(message: string, cause: unknown): void
}

/**
 * News between servers. Nothing depends on its arriving: a server that has not heard of something asks the ledger, or learns
 * it from there later. What is heard is never told on, so that it cannot go round.
 */
export interface Relay {
  tell(eventId: string, news: Relayed): void
  tellAdoption(adoption: Adoption): void
  /** Listens to an event's news from when it resolves, until what it gives is called. */
  follow(eventId: string): Promise<() => void>
  close(): void
}

const ADOPTIONS = 'fullhouse:adoptions'
/** With the hash tag of the event's other keys, so that a Cluster's node that has these has its news, too. */
const channelOf = (eventId: string) => `fullhouse:{${eventId}}:news`

export function createRelay({ bus, serverId, onFault, ...parts }: RelayParts): Relay {
  const queues = new Map<string, Relayed[]>()
  const followed = new Map<string, string>()

  /** What one turn of the event loop has to tell travels together: the reply to whoever caused it comes after. */
  function tell(eventId: string, news: Relayed): void {
    const queue = queues.get(eventId)
    if (queue !== undefined) {
      queue.push(news)
      if (queue.length >= clusterLimits.newsPerMessage) send(eventId)
      return
    }
    if (queues.size === 0) setImmediate(sendAll)
    queues.set(eventId, [news])
  }

  function sendAll(): void {
    for (const eventId of queues.keys()) send(eventId)
    queues.clear()
  }

  function send(eventId: string): void {
    const news = queues.get(eventId)!
    if (news.length === 0) return
    queues.set(eventId, [])
    bus.publish(channelOf(eventId), JSON.stringify({ from: serverId, news }))
  }

  function read<T>(text: string, act: (news: T) => void): void {
    try {
      const { from, news } = JSON.parse(text) as { from: string; news: T[] }
      if (from !== serverId) for (const one of news) act(one)
    } catch (cause) {
      onFault('news of another server could not be read', cause)
    }
  }

  const stopGaps = bus.onGap((channel) => {
    const eventId = followed.get(channel)
    if (eventId !== undefined) parts.missed(eventId)
  })
  const adoptions = bus.subscribe(ADOPTIONS, (text) => read<Adoption>(text, parts.adopted))

  return {
    tell,
    tellAdoption: (adoption) => bus.publish(ADOPTIONS, JSON.stringify({ from: serverId, news: [adoption] })),
    async follow(eventId) {
      const channel = channelOf(eventId)
      followed.set(channel, eventId)
      const stop = await bus.subscribe(channel, (text) =>
        read<Relayed>(text, (news) => parts.heard(eventId, news)),
      )
      return () => {
        followed.delete(channel)
        stop()
      }
    },
    close() {
      stopGaps()
      adoptions.then((stop) => stop())
    },
  }
}
