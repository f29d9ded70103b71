import type { Change } from './availability.ts'
import type { LiveHold, Sale } from './sale.ts'

export interface SeatNews extends Change {
  readonly eventId: string
}

export interface HoldNews {
  readonly eventId: string
  readonly holdId: string
  readonly customerId: string
  readonly state: 'live' | 'sold' | 'released' | 'expired'
  readonly seats: readonly number[]
  readonly expiresAt: string
}

export interface OrderNews {
  readonly eventId: string
  readonly orderId: string
  readonly customerId: string
  readonly state: string
}

/** About one's own place on an event's waitlist. */
export interface WaitingNews {
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

export function createNews() {
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
  const emit = {
    change(eventId: string, changed: Change): void {
      if (changed.seats.length > 0) change.tell({ eventId, ...changed })
    },
    hold({ id, eventId, customerId, seats, expiresAt }: LiveHold, state: HoldNews['state']): void {
      hold.tell({ eventId, holdId: id, customerId, state, seats, expiresAt })
    },
    order: order.tell,
    waiting: waiting.tell,
    positions: positions.tell,
    event: (sale: Sale) => event.tell({ eventId: sale.event.id, sale }),
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
