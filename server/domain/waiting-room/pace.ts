/**
 * When a page is to ask again. The server says so in every reply, so that a queue of any length costs no more than a stated
 * number of requests a second: those near the front ask every few seconds, those far back every minute or two, and when
 * there are more people than that allows for, everybody asks less often.
 */
export interface Pace {
  /** Requests a second that one queue may cost a server, on average. */
  perSecond: number
  /** The same for the first look after the draw, when everybody wants to know their number. */
  drawPerSecond: number
}

const SOONEST_MS = 2_000
const LATEST_MS = 90_000
/** So many places further back, a second more between two looks. */
const PLACES_PER_SECOND = 50

/** Those who wait: the mean pause, in ms, before the spread. */
export function pauseOf(ahead: number, waiting: number, { perSecond }: Pick<Pace, 'perSecond'>): number {
  const pause = Math.min(LATEST_MS, Math.max(SOONEST_MS, (ahead / PLACES_PER_SECOND) * 1000))
  return pause * Math.max(1, requestsPerSecond(waiting) / perSecond)
}

/** What a queue of this length would cost if nobody were asked to come less often. */
export function requestsPerSecond(waiting: number): number {
  const soonest = (SOONEST_MS / 1000) * PLACES_PER_SECOND
  const latest = (LATEST_MS / 1000) * PLACES_PER_SECOND
  const near = Math.min(waiting, soonest) / (SOONEST_MS / 1000)
  const between = waiting <= soonest ? 0 : PLACES_PER_SECOND * Math.log(Math.min(waiting, latest) / soonest)
  const far = Math.max(0, waiting - latest) / (LATEST_MS / 1000)
  return near + between + far
}

/**
 * Those who wait for the draw: a look now and then, to learn of a sale that has been moved, and the one after the draw, at a
 * moment of their own so that not everybody comes at once. `chance` is in [0, 1).
 */
export function pauseBeforeDraw(
  msToDraw: number,
  gathered: number,
  { perSecond, drawPerSecond }: Pace,
  chance: number,
): number {
  const usual = Math.max(LATEST_MS / 3, (gathered / perSecond) * 1000)
  if (msToDraw > usual * 2) return spread(usual, chance)
  return Math.max(SOONEST_MS, msToDraw) + chance * (gathered / drawPerSecond) * 1000
}

/** A tenth earlier or later, so that those who came together do not stay together. */
export function spread(ms: number, chance: number): number {
  return ms * (0.9 + 0.2 * chance)
}
