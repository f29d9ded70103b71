/** The keys of one event, in the order in which its scripts take them. All have the same hash tag, and so the same slot. */
export interface EventKeys {
  readonly keys: readonly string[]
  /** Where changes of its seats are told. */
  readonly channel: string
}

const names = ['head', 'seats', 'stamps', 'leases', 'ends', 'touched', 'ended', 'stretches']

/** Another version of the plan numbers other places, so it has keys of its own. */
export function eventKeys(eventId: string, planVersion: number): EventKeys {
  const prefix = `fullhouse:{${eventId}}:${planVersion}`
  return { keys: names.map((name) => `${prefix}:${name}`), channel: `${prefix}:changes` }
}
