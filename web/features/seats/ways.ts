import type { Event } from '../../../contract/shapes/events.ts'

/** The ways to a place: looking, reading, wishing, and counting. */
export type Way = 'map' | 'list' | 'best' | 'standing'

/** Those that an event has, the usual one first. */
export function waysInto(seating: Event['seating']): Way[] {
  switch (seating) {
    case 'seats':
      return ['map', 'list', 'best']
    case 'mixed':
      return ['map', 'list', 'best', 'standing']
    case 'general':
      return ['standing']
  }
}
