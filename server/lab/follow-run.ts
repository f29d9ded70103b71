import type { LabEvent, LabProgress, LabTick } from '../../contract/shapes/lab.ts'
import type { LabEventQuery, LabEvents } from '../../contract/shapes/lab-runs.ts'
import { labLimits } from '../limits/lab-limits.ts'

/** What this process remembers of the run that goes on: all of it is bounded, however long the run is. */
export interface FollowedRun {
  hear(progress: LabProgress): void
  /** The newest, without its events. */
  progress(): Omit<LabProgress, 'log'> | null
  history(): readonly LabTick[]
  events(query: LabEventQuery, limit: number): LabEvents
}

export function followRun(): FollowedRun {
  let newest: Omit<LabProgress, 'log'> | null = null
  let history: LabTick[] = []
  let events: LabEvent[] = []
  let leftOut = 0

  return {
    hear({ log, ...progress }) {
      newest = progress
      history = thinned([...history, progress.tick])
      events.push(...log)
      const excess = events.length - labLimits.eventsKept
      if (excess <= 0) return
      events = events.slice(excess)
      leftOut += excess
    },
    progress: () => newest,
    history: () => history,
    events({ seat, act, outcome }, limit) {
      const matching = events.filter(
        (event) =>
          (seat === undefined || event.seats.includes(seat)) &&
          (act === undefined || event.act === act) &&
          (outcome === undefined || event.outcome === outcome),
      )
      return {
        events: seat === undefined ? matching.slice(-limit) : matching.slice(0, limit),
        matching: matching.length,
        kept: events.length,
        leftOut,
      }
    },
  }
}

/** As long as it may be; when it would be longer, every second moment goes, the last one never. */
function thinned(ticks: LabTick[]): LabTick[] {
  if (ticks.length <= labLimits.historyTicks) return ticks
  return ticks.filter((_, at) => (ticks.length - 1 - at) % 2 === 0)
}
