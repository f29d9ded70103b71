import type { Change } from './availability.ts'
import type { KeyOfRequest, Relay, RelayedHold } from './relay-news.ts'
import type { LiveHold, Sale } from './sale.ts'

/** Told by another server, where it happened. */
interface Heard {
  readonly isHeard?: true
}

export interface SeatNews extends Change {
  readonly eventId: string
}

export interface HoldNews extends Heard {
  readonly eventId: string
  readonly holdId: string
  readonly customerId: string
  readonly state: 'live' | 'sold' | 'released' | 'expired'
  readonly seats: readonly number[]
  readonly expiresAt: string
}

export interface OrderNews extends Heard {
  readonly eventId: string
  readonly orderId: string
  readonly customerId: string
  readonly state: string
}

/** About one's own place on an event's waitlist. */
export interface WaitingNews extends Heard {
  readonly eventId: string
  readonly entryId: string
  readonly customerId: string
  readonly state: 'offered' | 'fulfilled' | 'left'
}

export interface PositionNews {
  readonly eventId: string
  readonly places: readonly {
    entryId: string
    customerId: string
    state: 'waiting' | 'gathering'
    position: number
  }[]
}

type Listen<T> = (listener: (news: T) => void) => () => void

/** What happens, told synchronously and in order, after the copy has changed. Each call returns the way to stop listening. */
export interface News {
  onChange: Listen<SeatNews>
  onHold: Listen<HoldNews>
  onOrder: Listen<OrderNews>
  onEvent: Listen<{ eventId: string; sale: Sale }>
  onWaiting: Listen<WaitingNews>
  /** Where everyone on an event's waitlist is by now; gathered, so not of every step. */
  onPositions: Listen<PositionNews>
}

export type Emit = ReturnType<typeof createNews>['emit']

/** `relay`: the way to the other servers that share the sale; undefined where there are none. */
export function createNews(relay?: Pick<Relay, 'tell'>) {
  const change = createTopic<SeatNews>()
  const hold = createTopic<HoldNews>()
  const order = createTopic<OrderNews>()
  const event = createTopic<{ eventId: string; sale: Sale }>()
  const waiting = createTopic<WaitingNews>()
  const positions = createTopic<PositionNews>()
  const news: News = {
    onChange: change.listen,
    onHold: hold.listen,
    onOrder: order.listen,
    onEvent: event.listen,
    onWaiting: waiting.listen,
    onPositions: positions.listen,
  }
  function holdHere({ id, eventId, customerId, seats, expiresAt }: LiveHold, state: HoldNews['state']): void {
    hold.tell({ eventId, holdId: id, customerId, state, seats, expiresAt })
  }
  function holdElsewhere(held: LiveHold, state: HoldNews['state'], asked?: KeyOfRequest): void {
    if (relay === undefined) return
    const { id, eventId, customerId, seats, amounts, total, expiresAt, orderId, code } = held
    const told = { id, customerId, seats, amounts, total, expiresAt, orderId, code }
    relay.tell(eventId, { kind: 'hold', state, hold: told, ...(asked && { asked }) })
  }
  const emit = {
    change(eventId: string, changed: Change): void {
      if (changed.seats.length > 0) change.tell({ eventId, ...changed })
    },
    hold(held: LiveHold, state: HoldNews['state']): void {
      holdHere(held, state)
      holdElsewhere(held, state)
    },
    holdHere,
    holdElsewhere,
    /** A hold has ended that this server does not know, and another one may. */
    ended(eventId: string, holdId: string, state: HoldNews['state']): void {
      relay?.tell(eventId, { kind: 'ended', holdId, state })
    },
    order(ordered: OrderNews): void {
      order.tell(ordered)
      const { eventId, ...told } = ordered
      relay?.tell(eventId, { kind: 'order', ...told })
    },
    waiting(waited: WaitingNews): void {
      waiting.tell(waited)
      const { eventId, ...told } = waited
      relay?.tell(eventId, { kind: 'waiting', ...told })
    },
    positions: positions.tell,
    event: (sale: Sale) => event.tell({ eventId: sale.event.id, sale }),
    awaited: (eventId: string) => relay?.tell(eventId, { kind: 'awaited' }),
    /** Another server's news, for who is connected here. */
    heardHold(
      { id, eventId, customerId, seats, expiresAt }: RelayedHold & { eventId: string },
      state: HoldNews['state'],
    ): void {
      hold.tell({ eventId, holdId: id, customerId, state, seats, expiresAt, isHeard: true })
    },
    heardOrder: (heard: OrderNews) => order.tell({ ...heard, isHeard: true }),
    heardWaiting: (heard: WaitingNews) => waiting.tell({ ...heard, isHeard: true }),
  }
  return { news, emit }
}

function createTopic<T>() {
  const listeners = new Set<(news: T) => void>()
  return {
    listen(listener: (news: T) => void) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    tell(news: T) {
      for (const listener of listeners) listener(news)
    },
  }
}
