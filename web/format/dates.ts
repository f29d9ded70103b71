import { pageLocale } from '../i18n/texts.ts'

/** Dates as people say them: an event's are told in the zone of its venue, always. */

const visitorZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

const formats = new Map<string, Intl.DateTimeFormat>()

function formatFor(
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
  locale: string,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options])
  let formatter = formats.get(key)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat(locale, { timeZone, ...options })
    formats.set(key, formatter)
  }
  return formatter
}

function format(
  iso: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
  locale = pageLocale(),
): string {
  return formatFor(timeZone, options, locale).format(new Date(iso))
}

/** “Sun 14 March 2027” */
export function formatDay(iso: string, timeZone: string, locale = pageLocale()): string {
  return format(iso, timeZone, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' }, locale)
}

/** “Sun, 14 Mar”: for lists, where the year is told only when it is not this one. */
export function formatShortDay(iso: string, timeZone: string, now: Date, locale = pageLocale()): string {
  const year: Intl.DateTimeFormatOptions = { year: 'numeric' }
  const thisYear = format(iso, timeZone, year, locale) === format(now.toISOString(), timeZone, year, locale)
  return format(
    iso,
    timeZone,
    { weekday: 'short', day: 'numeric', month: 'short', ...(thisYear ? {} : year) },
    locale,
  )
}

/** “19:30” */
export function formatTime(iso: string, timeZone: string, locale = pageLocale()): string {
  return format(iso, timeZone, { hour: 'numeric', minute: '2-digit' }, locale)
}

/** “CET”, “GMT+1”: whatever the locale calls the zone at that instant. */
export function formatZone(iso: string, timeZone: string, locale = pageLocale()): string {
  const named = formatFor(timeZone, { timeZoneName: 'short' }, locale).formatToParts(new Date(iso))
  return named.find((part) => part.type === 'timeZoneName')?.value ?? timeZone
}

/** True when a clock on the visitor's wall shows another time than one at the venue, at that instant. */
export function differsFromVisitor(iso: string, timeZone: string, visitor = visitorZone()): boolean {
  if (timeZone === visitor) return false
  const wall: Intl.DateTimeFormatOptions = { dateStyle: 'short', timeStyle: 'short' }
  return format(iso, timeZone, wall, 'en') !== format(iso, visitor, wall, 'en')
}

/** The instant in the visitor's own zone: “20:30, Sun 14 March 2027” without the day when it is the same. */
export function formatForVisitor(
  iso: string,
  timeZone: string,
  locale = pageLocale(),
  visitor = visitorZone(),
): string {
  const time = formatTime(iso, visitor, locale)
  const sameDay = formatDay(iso, timeZone, locale) === formatDay(iso, visitor, locale)
  return sameDay ? time : `${time}, ${formatDay(iso, visitor, locale)}`
}

/** Day and time in the visitor's zone, for things that are about the visitor and not the venue. */
export function formatMoment(iso: string, locale = pageLocale()): string {
  return format(iso, visitorZone(), { dateStyle: 'medium', timeStyle: 'short' }, locale)
}

/** `2027-03-14` (from a date field, in the visitor's zone) → the instant that day begins. */
export function startOfDay(day: string, addDays = 0): string | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day)
  if (!match) return undefined
  const date = new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]) + addDays)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}
