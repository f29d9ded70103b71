import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { CallOptions, Reply } from '../../../contract/client.ts'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { attempt, uniqueKey } from '../../api/attempt.ts'
import { failureOf } from '../../api/failure.ts'
import { keys } from '../../api/queries.ts'

type Call<I, T> = (input: I, options: CallOptions) => Promise<Reply<T>>

/** A write about one ticket. Whatever shows the ticket is read anew, before `done` is called. */
export function useTicketChange<I, T>(
  ticket: Pick<Ticket, 'id' | 'orderId'>,
  call: Call<I, T>,
  done: (value: T) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (input: I) => {
      const reply = await attempt((options) => call(input, options), uniqueKey())
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: async (value) => {
      await Promise.all(
        [['order', ticket.orderId], ['ticket', ticket.id], ['orders'], ['received']].map((key) =>
          client.invalidateQueries({ queryKey: [...keys.mine, ...key] }),
        ),
      )
      done(value)
    },
  })
}
