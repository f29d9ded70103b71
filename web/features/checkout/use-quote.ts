import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Hold } from '../../../contract/shapes/holds.ts'
import type { QuoteRequest } from '../../../contract/shapes/prices.ts'
import { api } from '../../api/client.ts'
import { keepEventCode, readEventCode } from '../../api/event-code.ts'
import { unwrap } from '../../api/failure.ts'
import { keys } from '../../api/queries.ts'

/**
 * What the order will come to, as the server works it out, for what the buyer has chosen so far. Nothing is reckoned on this
 * side: the sum on the screen is the one that the order is then placed with.
 */
export function useQuote(hold: Hold) {
  const client = useQueryClient()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [code, setCode] = useState<string | null>(null)
  // What was typed on the event's page is tried once, and said to be wrong where it can be mended.
  const [suggested] = useState(() => (hold.code === undefined ? readEventCode(hold.eventId) : null))

  const wishWith = (withCode: string | null): QuoteRequest => {
    const tickets = Object.entries(chosen).map(([seatId, concession]) => ({ seatId, concession }))
    return { ...(tickets.length > 0 && { tickets }), ...(withCode !== null && { code: withCode }) }
  }
  const queryOf = (wish: QuoteRequest) => ({
    queryKey: [...keys.mine, 'quote', hold.id, wish],
    queryFn: async () => unwrap(await api.quoteHold({ params: { id: hold.id }, body: wish })),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const wish = wishWith(code)
  const quote = useQuery({ ...queryOf(wish), placeholderData: keepPreviousData })

  const apply = useMutation({
    mutationFn: (text: string) => client.fetchQuery(queryOf(wishWith(text))),
    onSuccess: (_, text) => {
      setCode(text)
      keepEventCode(hold.eventId, text)
    },
  })

  return {
    quote: quote.data,
    /** The sum on the screen is not the one for what is chosen, yet. */
    isStale: quote.isPlaceholderData || quote.isError,
    error: quote.error,
    refetch: quote.refetch,
    wish,
    concessionOf: (seatId: string): string | null => chosen[seatId] ?? null,
    choose: (seatId: string, concession: string | null) =>
      setChosen(({ [seatId]: _, ...others }) =>
        concession === null ? others : { ...others, [seatId]: concession },
      ),
    code,
    suggested,
    apply,
    remove: () => {
      setCode(null)
      apply.reset()
      keepEventCode(hold.eventId, null)
    },
  }
}

export type QuoteAtCheckout = ReturnType<typeof useQuote>
