import type { HouseRefusal, SeatRefusal } from './availability.ts'

/** "No" to everyone, not only about seats that somebody named. */
export function concernsTheHouse(refusal: SeatRefusal): refusal is HouseRefusal {
  return refusal.code !== 'SEATS_TAKEN'
}

interface ConfirmingParts {
  rebuild(eventId: string): Promise<unknown>
  /** Readings of one event begin at most so often. */
  everyMs: number
  nowMs: () => number
}

/**
 * Reads the ledger before a server that cannot hear the others says "sold out". Everyone who asks before a reading begins shares
 * it: it is younger than their question, so what it says was true in the meantime. Resolves when the copy has been
 * rebuilt by such a reading; rejects when it could not be.
 */
export function createConfirming({
  rebuild,
  everyMs,
  nowMs,
}: ConfirmingParts): (eventId: string) => Promise<void> {
  const next = new Map<string, Promise<void>>()
  const last = new Map<string, { beganAtMs: number; done: Promise<unknown> }>()

  async function readNext(eventId: string): Promise<void> {
    const before = last.get(eventId)
    // Also where there is nothing to wait for: whoever asks in this very turn shares it.
    await before?.done
    const pauseMs = before === undefined ? 0 : before.beganAtMs + everyMs - nowMs()
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, everyMs)))
    next.delete(eventId)
    const beganAtMs = nowMs()
    const reading = rebuild(eventId)
    const own = { beganAtMs, done: reading.catch(() => {}) }
    last.set(eventId, own)
    // Some time after it, nobody has to keep a distance from it any more.
    setTimeout(() => own.done.then(() => last.get(eventId) === own && last.delete(eventId)), everyMs).unref()
    await reading
  }

  return (eventId) => {
    const shared = next.get(eventId) ?? readNext(eventId)
    next.set(eventId, shared)
    return shared
  }
}
