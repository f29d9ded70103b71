import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { BestSeats, SeatSelection } from '../../../contract/shapes/holds.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'

/** What somebody asks for who leaves the choice to us. */
export type BestWish = Omit<SeatSelection, 'seatIds' | 'quantity'> & { quantity: number }

/** Seats that were shown for a wish; nobody has taken them yet. */
export interface Preview {
  wish: BestWish
  seats: readonly number[]
  /** All that were shown for it so far, to be left out when others are asked for. */
  seen: readonly number[]
  /** There were no others, and these are the first ones again. */
  startedOver: boolean
}

/** As many as an address has room for; who has looked at more begins again sooner. */
const MOST_SEEN = 200

/** The best seats for a wish, chosen by the server: to look at, then to take, or to see others. */
export function useBestSeats(event: Event, code?: string) {
  const [preview, setPreview] = useState<Preview | null>(null)

  const look = useMutation({
    mutationFn: async ({ wish, seen }: Pick<Preview, 'wish' | 'seen'>): Promise<Preview> => {
      const ask = (except: readonly number[]) =>
        api.previewBest({
          params: { idOrSlug: event.id },
          query: {
            ...wish,
            ...(code !== undefined && { code }),
            ...(except.length > 0 && { except: except.join() }),
          },
        })
      let reply = await ask(seen)
      const startedOver = seen.length > 0 && !reply.ok && reply.problem !== null
      if (startedOver) reply = await ask([])
      if (!reply.ok) throw failureOf(reply)
      const seats = indexesOf(reply.value)
      return { wish, seats, seen: [...(startedOver ? [] : seen), ...seats].slice(-MOST_SEEN), startedOver }
    },
    onSuccess: setPreview,
    onError: () => setPreview(null),
  })

  const end = useCallback(() => setPreview(null), [])
  return { preview, look, end }
}

const indexesOf = (found: BestSeats) => found.seats.map((seat) => seat.index)
