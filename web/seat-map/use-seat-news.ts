import { useEffect, useEffectEvent, useState } from 'react'
import type { LiveStore } from '../live/live-store.ts'
import type { SeatLabels } from './labels.ts'
import { createSeatNews } from './seat-news.ts'

/** What has changed in the house, in a sentence for a polite live region, at most every few seconds. */
export function useSeatNews(live: LiveStore, labels: SeatLabels): string {
  const [sentence, setSentence] = useState('')

  const write = useEffectEvent((taken: number, freed: number) => {
    const { free } = live.getStatus().counts
    const parts = [
      taken > 0 && labels.takenSince(taken),
      freed > 0 && labels.freedSince(freed),
      labels.leftNow(free),
    ]
    setSentence(parts.filter(Boolean).join(', '))
  })

  useEffect(() => {
    const news = createSeatNews()
    let timer: ReturnType<typeof setTimeout> | undefined
    const say = () => {
      timer = undefined
      const told = news.take(Date.now(), live.states)
      if (told) write(told.taken, told.freed)
    }
    const stop = live.onChanges((changes) => {
      if (changes.whole) return
      news.note(changes)
      timer ??= setTimeout(say, Math.max(GATHER_MS, news.waitMs(Date.now())))
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [live])

  return sentence
}

/** What happens together is said together. */
const GATHER_MS = 1_500
