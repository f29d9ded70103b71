import { texts } from '../i18n/texts.ts'
import { list } from '../i18n/words.ts'

/** What is left of a time, for eyes (“4:59”, “02:13:09”) and for ears (“4 minutes and 59 seconds”). */

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const two = (n: number) => String(n).padStart(2, '0')

/** Rounds up, so that “0:00” is shown only once the time is over. */
export function formatCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND))
  const s = seconds % 60
  const m = Math.floor(seconds / 60) % 60
  const h = Math.floor(seconds / 3600)
  return h > 0 ? `${two(h)}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
}

/** Further away than a day, a ticking clock says nothing: days do. */
export function formatUntil(leftMs: number): string {
  if (leftMs >= 2 * DAY) return texts().formats.days(Math.floor(leftMs / DAY))
  return formatCountdown(leftMs)
}

export function speakCountdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / SECOND))
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  const t = texts().formats
  const parts = [h > 0 && t.hours(h), m > 0 && t.minutes(m), s > 0 && h === 0 && t.seconds(s)]
  return list(parts.filter((part) => part !== false)) || t.noTime
}

/**
 * How long before the end more time is offered: a minute and a half, or half of a short hold, but never so late that
 * there are less than 20 seconds to answer (WCAG 2.2.1).
 */
export function offerMs(holdSeconds: number): number {
  return Math.max(20 * SECOND, Math.min(90 * SECOND, (holdSeconds * SECOND) / 2))
}

/**
 * The thresholds worth interrupting a screen reader for. Gives the one that was crossed between two
 * looks at the clock, or null: a countdown that speaks every second is noise.
 */
export function crossedMark(beforeMs: number, nowMs: number): number | null {
  for (const mark of [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE]) {
    if (beforeMs > mark && nowMs <= mark) return mark
  }
  return null
}
