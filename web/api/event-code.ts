/** The code that somebody typed for an event outlives a reload and the way to the checkout, for as long as the tab is open. */
const keyOf = (eventId: string) => `fullhouse.code.${eventId}`

export function readEventCode(eventId: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(eventId))
  } catch {
    return null
  }
}

export function keepEventCode(eventId: string, code: string | null): void {
  try {
    if (code === null) sessionStorage.removeItem(keyOf(eventId))
    else sessionStorage.setItem(keyOf(eventId), code)
  } catch {
    // Without storage the page itself still remembers.
  }
}
