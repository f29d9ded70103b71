import type { Moment, Settled } from './availability.ts'

/** Claims that are at the ledger, and who waits for what becomes of them. */
export interface UndecidedClaims {
  /** The number of a new one. */
  open(): number
  /** Throws when that claim is not open. */
  kept(ticket: number): void
  givenBack(ticket: number): void
  /** Any of them may have been given back, and be another one's by now. */
  doubt(): void
  now(): Moment
  settled(moment: Moment, waitMs: number): Promise<Settled>
}

interface Waiter {
  readonly before: number
  resolve(how: Settled): void
}

export function createUndecidedClaims(): UndecidedClaims {
  const tickets = new Set<number>()
  /** In about the order of their moments. */
  const waiters = new Set<Waiter>()
  let next = 0
  let returns = 0

  function end(ticket: number): void {
    if (!tickets.delete(ticket)) throw new Error(`candidates ${ticket} were settled twice`)
  }

  function release(waiter: Waiter, how: Settled): void {
    waiters.delete(waiter)
    waiter.resolve(how)
  }

  /** A Set keeps the order of insertion, and claims are settled in about the order in which they are made. */
  function oldest(): number {
    return tickets.values().next().value ?? next
  }

  function wake(): void {
    const oldestOpen = oldest()
    for (const waiter of waiters) {
      if (waiter.before > oldestOpen) return
      release(waiter, 'KEPT')
    }
  }

  return {
    open() {
      tickets.add(next)
      return next++
    },
    kept(ticket) {
      end(ticket)
      wake()
    },
    givenBack(ticket) {
      end(ticket)
      returns += 1
      for (const waiter of waiters) if (waiter.before > ticket) release(waiter, 'GIVEN_BACK')
      wake()
    },
    doubt() {
      returns += 1
      for (const waiter of waiters) release(waiter, 'GIVEN_BACK')
    },
    now: () => ({ before: next, returns }),
    settled(moment, waitMs) {
      // Of a claim that is settled already it is not known any more how.
      if (returns !== moment.returns) return Promise.resolve('GIVEN_BACK')
      if (moment.before <= oldest()) return Promise.resolve('KEPT')
      return new Promise((resolve) => {
        const waiter: Waiter = {
          before: moment.before,
          resolve(how) {
            clearTimeout(late)
            resolve(how)
          },
        }
        const late = setTimeout(() => release(waiter, 'UNDECIDED'), waitMs)
        waiters.add(waiter)
      })
    },
  }
}
