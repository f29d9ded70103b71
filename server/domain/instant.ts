const INSTANT =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:[Zz]|([+-])(\d\d):(\d\d)))?$/

/**
 * Reads an RFC 3339 instant (seconds may be left out), or a date, which means its midnight in UTC. Null for anything
 * else, also for a day that the calendar does not have: `Date` alone would read 30 February as 2 March.
 */
export function parseInstant(text: string): Date | null {
  const found = INSTANT.exec(text)
  if (found === null) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0', , offsetHour = '0', offsetMinute = '0'] =
    found
  const calendarDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  const real =
    Number(year) >= 1 &&
    calendarDay.getUTCMonth() === Number(month) - 1 &&
    calendarDay.getUTCDate() === Number(day)
  if (!real || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return null
  const date = new Date(text.toUpperCase())
  return Number.isNaN(date.getTime()) ? null : date
}
