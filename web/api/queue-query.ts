import { queryOptions } from '@tanstack/react-query'
import { setServerClock } from '../clock/server-clock.ts'
import { api } from './client.ts'
import { unwrap } from './failure.ts'

/** Asked again when the server says so, while there is a queue; an event without one is asked about once. */
export const queueQuery = (idOrSlug: string) =>
  queryOptions({
    queryKey: ['event', idOrSlug, 'queue'],
    queryFn: async ({ signal }) => {
      const sentAt = Date.now()
      const view = unwrap(await api.showQueue({ params: { idOrSlug } }, { signal }))
      setServerClock(view.status.serverTime, sentAt, Date.now())
      return view
    },
    staleTime: 1_000,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.status.phase === 'off' ? false : state.data.nextMs,
  })
