/**
 * `error before work`: a 500, and nothing was done. `error after work`: a 500 over something that was done. Both are kept under
 * the request's idempotency key, as Stripe keeps them. `cut before work` and `cut after work`: the connection breaks without an
 * answer. `rate limit`: 429. `refused`: the bank does not let a capture through.
 */
export type Fault =
  | 'error before work'
  | 'error after work'
  | 'cut before work'
  | 'cut after work'
  | 'rate limit'
  | 'refused'

export interface Gate {
  /** Resolves when a request has come to the gate. */
  reached: Promise<void>
  open(): void
}

interface Plague {
  request: RegExp
  fault: Fault
  times: number
}

interface ClosedGate {
  request: RegExp
  when: 'before work' | 'after work'
  arrive(): void
  opened: Promise<void>
}

/** What goes wrong, under a test's control. A request is named as "POST /v1/payment_intents". */
export function createFaults() {
  const plagues: Plague[] = []
  const gates: ClosedGate[] = []

  return {
    /** The next `times` requests of that name meet the fault. */
    add(request: RegExp, fault: Fault, times = 1): void {
      plagues.push({ request, fault, times })
    },
    next(request: string): Fault | undefined {
      const plague = plagues.find((each) => each.times > 0 && each.request.test(request))
      if (plague) plague.times -= 1
      return plague?.fault
    },
    /** Makes the next request of that name wait, before its work or between work and answer. */
    close(request: RegExp, when: ClosedGate['when']): Gate {
      const reached = Promise.withResolvers<void>()
      const opened = Promise.withResolvers<void>()
      gates.push({ request, when, arrive: reached.resolve, opened: opened.promise })
      return { reached: reached.promise, open: opened.resolve }
    },
    async pass(request: string, when: ClosedGate['when']): Promise<void> {
      const at = gates.findIndex((gate) => gate.when === when && gate.request.test(request))
      if (at < 0) return
      const [gate] = gates.splice(at, 1)
      gate!.arrive()
      await gate!.opened
    },
    clear(): void {
      plagues.length = 0
    },
  }
}

export type Faults = ReturnType<typeof createFaults>
