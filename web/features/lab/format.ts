import { pageLocale } from '../../i18n/texts.ts'

const units = new Map<string, Intl.NumberFormat>()

function format(value: number, options: Intl.NumberFormatOptions): string {
  const key = `${pageLocale()} ${JSON.stringify(options)}`
  let formatter = units.get(key)
  if (formatter === undefined) units.set(key, (formatter = new Intl.NumberFormat(pageLocale(), options)))
  return formatter.format(value)
}

/** “3.2 ms”, “48 ms”, “1.25 s”: as exact as it matters. */
export function formatMs(ms: number): string {
  if (ms >= 1000) return formatSeconds(ms / 1000)
  return `${format(ms, { maximumFractionDigits: ms < 10 ? 1 : 0 })}\u00a0ms`
}

/** “0.3 s”, “12 s”: the unit’s own sign, which is the same everywhere. */
export function formatSeconds(seconds: number): string {
  return `${format(seconds, { maximumFractionDigits: seconds < 10 ? 2 : 1 })}\u00a0s`
}

/** A moment of a run, always as long: “+1.204 s”. */
export function formatMoment(ms: number): string {
  const seconds = format(ms / 1000, { minimumFractionDigits: 3, maximumFractionDigits: 3 })
  return `+${seconds}\u00a0s`
}

/** “12.5 %” */
export function formatShare(share: number): string {
  return format(share, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 })
}
