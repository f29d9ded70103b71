import { useEffect, useMemo, useState } from 'react'
import type { LiveStore } from '../live/live-store.ts'
import type { PlanIndex } from './plan-index.ts'
import { createSeatTally, type SeatTally } from './seat-tally.ts'

/** Numbers that change many times a second are shown a few times a second. */
const SHOWN_MS = 400

/** Free places by zone, row and standing area, kept up while the component is mounted. */
export function useFloorCounts(plan: PlanIndex, live: LiveStore): SeatTally {
  const tally = useMemo(() => createSeatTally(plan), [plan])
  const [, show] = useState(0)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const render = () => {
      timer = undefined
      show((times) => times + 1)
    }
    const readAll = () => {
      tally.recount(live.states)
      render()
    }
    readAll()
    const stop = live.onChanges(({ whole, indexes, before }) => {
      if (whole) return readAll()
      for (let k = 0; k < indexes.length; k += 1) {
        tally.change(indexes[k]!, before[k]!, live.states[indexes[k]!]!)
      }
      timer ??= setTimeout(render, SHOWN_MS)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [plan, live, tally])

  return tally
}
