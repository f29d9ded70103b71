/** What the hub needs of the inventory: an event's states with their version, and the news in version order. */
export interface LiveSale {
  readonly event: { readonly id: string; readonly plan_version: number }
  readonly availability: {
    readonly version: number
    /** One byte a seat, in index order; always the latest. */
    readonly states: Uint8Array
  }
}

export interface SeatNews {
  readonly eventId: string
  readonly from: number
  readonly to: number
  /** Packed: seat index << 2 | state. */
  readonly seats: ArrayLike<number>
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

export interface LiveSource {
  /** The sale in force, if it is in memory. */
  loaded(eventId: string): LiveSale | undefined
  /** Calls back synchronously, in version order, after the sale's own states and version have changed. */
  onChange(listener: (news: SeatNews) => void): () => void
  onHold(listener: (news: HoldNews) => void): () => void
  onWaiting(listener: (news: WaitingNews) => void): () => void
  onPositions(listener: (news: PositionNews) => void): () => void
  onOrder(listener: (news: OrderNews) => void): () => void
  /** The event itself changed and its sale was read again. */
  onEvent(listener: (news: { readonly eventId: string; readonly sale: LiveSale }) => void): () => void
}
