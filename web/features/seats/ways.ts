import type { Event } from '../../../contract/shapes/events.ts'

/** The ways to a place: looking, reading, wishing, and counting. */
export type Way = 'map' | 'list' | 'best' | 'standing'

export const wayNames: Record<Way, string> = {
  map: 'Map',
  list: 'List',
  best: 'Best available',
  standing: 'Standing',
}

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
