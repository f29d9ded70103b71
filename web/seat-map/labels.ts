import type { LookName } from './seat-look.ts'

/** Every word that the map and the list say, in whatever language they are passed. */
export interface SeatLabels {
  map: string
  /** Read once when the map is reached by keyboard. */
  keys: string
  zoomIn: string
  zoomOut: string
  fit: string
  overview: string
  row(name: string): string
  seat(name: string): string
  states: Record<LookName, string>
  accessible: string
  companion: string
  restrictedView: string
  standing: string
  left(count: number): string
  from(price: string): string
  /** The list. */
  list: string
  /** Announcements. */
  takenSince(count: number): string
  freedSince(count: number): string
  leftNow(count: number): string
  legend: string
}
