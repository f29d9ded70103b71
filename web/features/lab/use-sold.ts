import { useEffect, useState } from 'react'
import { SeatState } from '../../../contract/seat-state.ts'
import type { LiveStore } from '../../live/live-store.ts'

/** In a large house the map is told at most so often, however fast seats are sold; in a small one at once. */
const GATHER_MS = 150
const LARGE = 2_000

/** Indexes of the seats that are sold, a new set whenever there are others. */
export function useSold(live: LiveStore): ReadonlySet<number> {
  const [sold, setSold] = useState<ReadonlySet<number>>(new Set())
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      timer = undefined
      const now = new Set<number>()
      live.states.forEach((state, index) => {
        if (state === SeatState.sold) now.add(index)
      })
      setSold((before) => (isSame(before, now) ? before : now))
    }
    look()
    const stop = live.onChanges(() => {
      if (live.states.length < LARGE) look()
      else timer ??= setTimeout(look, GATHER_MS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [live])
  return sold
}

function isSame(one: ReadonlySet<number>, other: ReadonlySet<number>): boolean {
  if (one.size !== other.size) return false
  for (const index of one) if (!other.has(index)) return false
  return true
}
