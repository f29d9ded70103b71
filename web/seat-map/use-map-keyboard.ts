import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { describeSeat, type Wording } from './describe-seat.ts'
import { firstSeat, keyAct } from './map-keys.ts'
import type { PlanIndex } from './plan-index.ts'
import { Look, type LookCode } from './seat-look.ts'
import type { SeatMapView } from './seat-map-view.ts'

interface KeyboardOptions {
  plan: PlanIndex
  view: SeatMapView | undefined
  wording: Wording
  selected: ReadonlySet<number>
  onToggle: (index: number) => void
  /** The seat that the keyboard stands on, −1 when it has left the map. */
  onFocus: (seat: number) => void
}

/** The keyboard on the map: which seat it stands on, and what a screen reader hears of it. */
export function useMapKeyboard({ plan, view, wording, selected, onToggle, onFocus }: KeyboardOptions) {
  const [focused, setFocused] = useState(-1)
  const [spoken, setSpoken] = useState('')
  const toggled = useRef(false)
  const look = (index: number) => (view?.looks[index] ?? Look.unknown) as LookCode
  const isFree = (index: number) => look(index) === Look.free

  useEffect(() => view?.setAttention({ focused }), [view, focused])

  // After a choice by key, what became of the seat is said, once the page has decided.
  useEffect(() => {
    if (!toggled.current || focused < 0 || !view) return
    toggled.current = false
    setSpoken(describeSeat(plan, focused, view.looks[focused] as LookCode, wording).label)
  }, [view, plan, focused, wording, selected])

  function goTo(index: number): void {
    if (!view || index < 0) return
    setFocused(index)
    view.reveal(index)
    setSpoken(describeSeat(plan, index, look(index), wording).label)
    onFocus(index)
  }

  function leave(): void {
    if (focused < 0) return
    setFocused(-1)
    setSpoken('')
    onFocus(-1)
  }

  function press(event: KeyboardEvent): void {
    const act = view && keyAct(plan, event, focused, isFree)
    // Escape on a map without a seat in focus belongs to whatever is around it.
    if (!act || (act.does === 'leave' && focused < 0)) return
    event.preventDefault()
    if (act.does === 'zoom') view.zoomBy(act.factor, focused >= 0 ? view.screenOf(focused) : undefined)
    else if (act.does === 'fit') view.fit()
    else if (act.does === 'leave') leave()
    else if (focused < 0) {
      const { x, y } = view.motion.view()
      goTo(firstSeat(plan, x, y, isFree))
    } else if (act.does === 'go') goTo(act.to)
    else {
      toggled.current = true
      onToggle(focused)
    }
  }

  return { focused, spoken, press, leave }
}
