import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { createLiveStore, type LiveNews, type LiveStatus, type LiveStore } from './live-store.ts'

/**
 * The event's live store, open while the component is mounted. A socket tells news of whoever opened it, so it is opened
 * anew when that is somebody else by now; `who` is undefined while it is not known.
 */
export function useLiveStore(eventId: string, who: string | null | undefined): LiveStore {
  const store = useMemo(() => createLiveStore({ eventId }), [eventId])
  useEffect(() => {
    store.open()
    return store.close
  }, [store])
  const before = useRef(who)
  useEffect(() => {
    if (who === undefined) return
    if (before.current !== undefined && before.current !== who) store.reconnect()
    before.current = who
  }, [store, who])
  return store
}

/**
 * A part of the status, such as `(s) => s.counts.free`. The component renders again only when that part is
 * another value, so choose something that compares by `Object.is`.
 */
export function useLiveStatus<T>(store: LiveStore, choose: (status: LiveStatus) => T): T {
  const read = useCallback(() => choose(store.getStatus()), [store, choose])
  return useSyncExternalStore(store.subscribe, read, read)
}

/** Calls back on news about the caller's hold, order, or the event. Keep `listener` stable. */
export function useLiveNews(store: LiveStore, listener: (news: LiveNews) => void): void {
  useEffect(() => store.onMessage(listener), [store, listener])
}
