import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { SeatState } from '../../../contract/seat-state.ts'
import type { Event } from '../../../contract/shapes/events.ts'
import { useLocale, useTexts } from '../../i18n/texts.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { describeSeat, type Wording } from '../../seat-map/describe-seat.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'
import { Look } from '../../seat-map/seat-look.ts'
import { standIns } from './nearest-seat.ts'
import type { Place } from './place.ts'

/** Seats that were selected here and then taken by somebody else, and free seats like them. */
export interface Loss {
  lost: Place[]
  offers: Place[]
}

const SECOND_LOOK_MS = 250

interface Options {
  event: Event
  plan: PlanIndex | null
  live: LiveStore
  /** Seats that are the visitor's already; they are held or sold, and not lost. */
  own: ReadonlySet<number>
  /** While a hold is on its way its seats turn to “held”, by us. */
  paused: boolean
}

/** The seats a visitor has pointed at: theirs at once on the screen, given up again when someone was faster. */
export function useSelection({ event, plan, live, own, paused }: Options) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [loss, setLoss] = useState<Loss | null>(null)
  // Answers arrive long after the press that asked for them: they are judged by what is true then.
  const latest = useRef({ chosen, own })
  latest.current = { chosen, own }

  const labels = useTexts().map
  const locale = useLocale()
  const describe = useCallback(
    (index: number) => describePlace(event, plan, index, { labels, locale, categories: event.categories }),
    [event, plan, labels, locale],
  )
  const places = useMemo(() => [...chosen].map(describe), [chosen, describe])

  const putBack = useCallback(
    (indexes: readonly number[]) => {
      if (!plan || indexes.length === 0) return
      const kept = new Set(latest.current.chosen)
      for (const index of indexes) kept.delete(index)
      const offers = standIns(
        plan,
        live.states,
        indexes,
        new Set([...kept, ...latest.current.own, ...indexes]),
      )
      setChosen(kept)
      setLoss({ lost: indexes.map(describe), offers: offers.map(describe) })
    },
    [plan, live, describe],
  )

  // A seat that was reserved in another tab turns to “held” a moment before we learn that it is ours: what looks
  // lost is looked at twice.
  const suspicion = useRef<ReturnType<typeof setTimeout>>(undefined)
  const findLost = () =>
    [...latest.current.chosen].filter(
      (index) => live.states[index] !== SeatState.free && !latest.current.own.has(index),
    )
  const judge = useEffectEvent(() => {
    suspicion.current = undefined
    if (!paused) putBack(findLost())
  })
  const look = useEffectEvent(() => {
    if (paused || chosen.size === 0 || suspicion.current !== undefined || findLost().length === 0) return
    suspicion.current = setTimeout(() => judge(), SECOND_LOOK_MS)
  })
  useEffect(() => {
    const stop = live.onChanges(() => look())
    return () => {
      stop()
      clearTimeout(suspicion.current)
      suspicion.current = undefined
    }
  }, [live])
  useEffect(() => {
    if (!paused) look()
  }, [paused])

  const toggle = useCallback((index: number) => {
    setLoss(null)
    setChosen((before) => {
      const next = new Set(before)
      if (!next.delete(index)) next.add(index)
      return next
    })
  }, [])
  const choose = useCallback((indexes: readonly number[]) => {
    setLoss(null)
    setChosen((before) => new Set([...before, ...indexes]))
  }, [])
  /** These and no others. */
  const replace = useCallback((indexes: readonly number[]) => {
    setLoss(null)
    setChosen(new Set(indexes))
  }, [])
  const clear = useCallback(() => setChosen(new Set()), [])
  const forgetLoss = useCallback(() => setLoss(null), [])
  return { chosen, places, describe, loss, putBack, toggle, choose, replace, clear, forgetLoss }
}

function describePlace(event: Event, plan: PlanIndex | null, index: number, wording: Wording): Place {
  const words = plan && describeSeat(plan, index, Look.free, wording)
  return {
    index,
    seatId: plan?.seatId(index) ?? '',
    label: words ? [words.zone, words.row, words.seat].filter(Boolean).join(', ') : '',
    category: words?.category ?? '',
    notes: words?.notes ?? [],
    price: event.categories.find(({ name }) => name === words?.category)?.price ?? event.priceRange.min,
  }
}
