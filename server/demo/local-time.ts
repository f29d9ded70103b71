/** A wall clock’s time on a day relative to today. */
export interface LocalTime {
  /** Days from today; negative for days gone by. */
  days: number
  /** The first such weekday on or after that day (0 is Sunday). */
  weekday?: number
  /** `19:30` */
  at: string
}

const DAY_MS = 86_400_000

/** The instant at which clocks in `timezone` show a time; `now` decides what today is there. */
export function instantOf({ days, weekday, at }: LocalTime, timezone: string, now: Date): Date {
  const [hours, minutes] = at.split(':').map(Number) as [number, number]
  // The date there, as a count of days, so that days can be added without a thought of summer time.
  let day = Math.floor((now.getTime() + offsetMs(now.getTime(), timezone)) / DAY_MS) + days
  // The 1st of January 1970 was a Thursday.
  if (weekday !== undefined) day += (weekday - ((day + 4) % 7) + 7) % 7
  const wall = day * DAY_MS + (hours * 60 + minutes) * 60_000
  // The offset at that time may differ from the one guessed with; the second look is right except within an hour
  // that the clocks skip or repeat, when no show begins.
  const guess = wall - offsetMs(wall, timezone)
  return new Date(wall - offsetMs(guess, timezone))
}

/** How far clocks in a time zone are ahead of UTC at an instant. */
function offsetMs(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant)
  const part = (type: string) => Number(parts.find((each) => each.type === type)!.value)
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return wall - Math.floor(instant / 1000) * 1000
}
