import type { Reply } from '../../contract/client.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import type { Event } from '../../contract/shapes/events.ts'
import type { Hold } from '../../contract/shapes/holds.ts'
import type { Order } from '../../contract/shapes/orders.ts'
import { type Buyer, createBuyer } from '../../lab/stage/buyer.ts'

/** People who keep buying whatever happens to the server, and remember everything that it told them. */
export interface Shoppers {
  readonly holds: readonly Hold[]
  readonly orders: readonly Order[]
  /** Every answer and every silence, in the order in which they came. */
  readonly replies: readonly Heard[]
  /** Seats that somebody was told are taken. */
  readonly refusedSeats: readonly string[]
  /** Replies that no outage explains. */
  readonly surprises: readonly string[]
  /** Resolves when somebody has been given a hold that was asked for after this call. */
  nextHold(): Promise<void>
  stop(): Promise<void>
}

export interface Heard {
  /** A refusal's code; `none`: the connection broke, or what came was no answer of ours. */
  said: 'hold' | 'order' | RefusalCode | 'none'
  askedMs: number
  answeredMs: number
}

/** Patience with a server that is away. */
const patienceMs = 30_000
const retryPauseMs = 25
/** Between one purchase and the next: the sale has to last as long as the test. */
const thinkMs = 3
const someone = { name: 'Katherine Johnson', email: 'katherine@example.com' }

export function startShoppers(url: string, event: Event, count: number): Shoppers {
  const holds: Hold[] = []
  const orders: Order[] = []
  const replies: Heard[] = []
  const refusedSeats: string[] = []
  const surprises: string[] = []
  let waiting: { sinceMs: number; tell: () => void }[] = []
  let going = true

  /** Asks until there is an answer, with one key, as the contract tells clients to. */
  const insist = async <T>(
    what: 'hold' | 'order',
    ask: (key: string) => Promise<Reply<T>>,
  ): Promise<T | null> => {
    const key = crypto.randomUUID()
    const until = performance.now() + patienceMs
    for (;;) {
      const askedMs = performance.now()
      const reply = await ask(key)
      const said = reply.ok ? what : (reply.problem?.code ?? 'none')
      replies.push({ said, askedMs, answeredMs: performance.now() })
      if (reply.ok) return reply.value
      if (reply.status !== 0 && reply.status !== 503) {
        const { problem } = reply
        if (problem?.code === 'SEATS_TAKEN') refusedSeats.push(...problem.seatIds)
        else surprises.push(JSON.stringify(problem))
        return null
      }
      if (performance.now() > until) {
        surprises.push(`no answer within ${patienceMs / 1000} s`)
        return null
      }
      await new Promise((resolve) => setTimeout(resolve, retryPauseMs))
    }
  }
  const shop = async (buyer: Buyer, number: number): Promise<void> => {
    for (let n = 0; going; n += 1) {
      const askedMs = performance.now()
      const body = n % 2 === 0 ? { quantity: 1 + (n % 3) } : { seatIds: [randomPlace(event.capacity)] }
      const hold = await insist('hold', (idempotencyKey) =>
        buyer.client.placeHold({ params: { idOrSlug: event.id }, body }, { idempotencyKey }),
      )
      if (hold) {
        holds.push(hold)
        waiting = waiting.filter(({ sinceMs, tell }) => {
          if (sinceMs <= askedMs) tell()
          return sinceMs > askedMs
        })
        if ((n + number) % 2 === 0) {
          const order = await insist('order', (idempotencyKey) =>
            buyer.client.placeOrder({ body: { holdId: hold.id, buyer: someone } }, { idempotencyKey }),
          )
          if (order) orders.push(order)
        }
      }
      await new Promise((resolve) => setTimeout(resolve, thinkMs))
    }
  }
  const buyers = Array.from({ length: count }, () => createBuyer(url))
  const shopping = buyers.map(shop)
  return {
    holds,
    orders,
    replies,
    refusedSeats,
    surprises,
    nextHold: () => new Promise((tell) => waiting.push({ sinceMs: performance.now(), tell })),
    stop: async () => {
      going = false
      await Promise.all(shopping)
      for (const buyer of buyers) buyer.leave()
    },
  }
}

function randomPlace(capacity: number): string {
  return `floor:${1 + Math.floor(Math.random() * capacity)}`
}
