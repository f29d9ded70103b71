import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ServerMessage } from '../../contract/live.ts'
import type { WaitlistPlace } from '../../contract/shapes/waitlist.ts'
import { setServerClock } from '../clock/server-clock.ts'
import { api } from './client.ts'
import { unwrap } from './failure.ts'
import { keys } from './queries.ts'

const STALE_MS = 15_000
/** News come by the socket; this is for pages without one, and for what was missed. */
const LOOK_AGAIN_MS = 30_000

/** The visitor's places on waitlists, the latest first. */
export const myWaitlistQuery = queryOptions({
  queryKey: [...keys.mine, 'waitlist'],
  queryFn: async ({ signal }) => {
    const sentAt = Date.now()
    const places = unwrap(await api.myWaitlist({}, { signal })).waitlist
    const time = places.find(({ offer }) => offer)?.offer?.serverTime
    if (time) setServerClock(time, sentAt, Date.now())
    return places
  },
  staleTime: STALE_MS,
  refetchInterval: ({ state }) => (state.data?.some(isOpen) ? LOOK_AGAIN_MS : false),
})

/** Still waiting, or offered something. */
export function isOpen({ state }: Pick<WaitlistPlace, 'state'>): boolean {
  return state === 'waiting' || state === 'gathering' || state === 'offered'
}

/** A position that was told is entered as it is; anything else that happens to a place is asked for. */
export function hearOfPlace(client: QueryClient, news: ServerMessage & { type: 'waitlist' }): void {
  const { placeId, position, state } = news
  const known = client.getQueryData(myWaitlistQuery.queryKey)?.find(({ id }) => id === placeId)
  if (known === undefined || position === null || known.state !== state || state === 'gathering') {
    void client.invalidateQueries({ queryKey: keys.mine })
    return
  }
  client.setQueryData(myWaitlistQuery.queryKey, (places) =>
    places?.map((place) => (place.id === placeId ? { ...place, position } : place)),
  )
}
