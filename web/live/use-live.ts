import { startTransition, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { nextTurn } from '../clock/next-turn.ts'
import { createLiveStore, type LiveNews, type LiveStatus, type LiveStore } from './live-store.ts'

/**
 * The event's live store, open while the component is mounted. A socket tells news of whoever opened it, so it is opened
 * anew when that is somebody else by now; `who` is undefined while it is not known.
 */
export function useLiveStore(eventId: string, who: string | null | undefined): LiveStore {
  const store = useMemo(() => createLiveStore({ eventId }), [eventId])
  useEffect(() => {
    let left = false
    void nextTurn().then(() => left || store.open())
    return () => {
      left = true
      store.close()
    }
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
 * another value, so choose something that compares by `Object.is`. News of others may wait for what the visitor does: React
 * draws them as a transition, in slices.
 */
export function useLiveStatus<T>(store: LiveStore, choose: (status: LiveStatus) => T): T {
  const [part, setPart] = useState(() => choose(store.getStatus()))
  const look = useEffectEvent(() => {
    const next = choose(store.getStatus())
    startTransition(() => setPart(() => next))
  })
  useEffect(() => {
    // It may have changed between the drawing and now.
    look()
    return store.subscribe(() => look())
  }, [store])
  return part
}

/** Calls back on news about the caller's hold, order, or the event. Keep `listener` stable. */
export function useLiveNews(store: LiveStore, listener: (news: LiveNews) => void): void {
  useEffect(() => store.onMessage(listener), [store, listener])
}
