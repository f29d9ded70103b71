import { expect } from 'vitest'
import { SeatState } from '../../contract/seat-state.ts'
import { auditEvent } from '../../lab/audit/audit-event.ts'
import { demoOrganiser, signInOrganiser } from '../../lab/stage/organiser.ts'
import { standingPlan } from '../../lab/stage/plans.ts'
import { table } from '../../lab/table.ts'
import { type Watcher, watch } from '../setup/watch.ts'
import { expectAllThere } from './expect-all-there.ts'
import { type Heard, startShoppers } from './shoppers.ts'

/**
 * A sale that goes on while this and that happens, and what its buyers and viewers come to know of it. When it is disposed of it prints
 * how much was sold in each phase, in relation to the healthy one.
 */
export interface TroubledSale extends AsyncDisposable {
  eventId: string
  /** Requests that nobody, or nobody who could, has answered so far. */
  unanswered(): number
  /** Until somebody was granted so many more seats than now, each asked for after this call. */
  sells(holds: number): Promise<void>
  /** What goes on in `act` is counted under this name. Every sale begins with one that is called `healthy`. */
  during(name: string, act: () => Promise<unknown>): Promise<void>
  /**
   * Ends the sale and holds it against the ledger: nothing sold twice, nothing acknowledged and lost, nobody refused a seat that
   * nobody had, every server's copy and every viewer right in the end, no answer later than `answeredWithinMs`.
   */
  end(answeredWithinMs: number): Promise<void>
}

/** Such a test takes half a minute on a quiet machine, most of it the faults themselves. */
export const saleTestMs = 300_000
const shoppers = 12
/** More than can be sold before the test is over. */
const places = 100_000
const patienceMs = 40_000

interface Phase {
  name: string
  fromMs: number
  toMs: number
}

/** `url`: where buyers go. `servers`: each server's own address; one viewer watches at each. */
export async function startTroubledSale(url: string, servers: readonly string[]): Promise<TroubledSale> {
  const organiser = await signInOrganiser(url, demoOrganiser)
  const event = await organiser.createEvent({
    title: 'A sale with interruptions',
    plan: standingPlan(places),
    holdSeconds: 3600,
  })
  const crowd = startShoppers(url, event, shoppers)
  const watchers = await Promise.all(servers.map((server) => watch(server, `${event.id}/live`)))
  const phases: Phase[] = []

  const sells = async (holds: number): Promise<void> => {
    const [sinceMs, from] = [performance.now(), crowd.replies.length]
    const sold = () =>
      crowd.replies.slice(from).filter(({ said, askedMs }) => said === 'hold' && askedMs >= sinceMs).length
    await expect.poll(sold, { timeout: patienceMs }).toBeGreaterThanOrEqual(holds)
  }

  return {
    eventId: event.id,
    unanswered: () => crowd.replies.filter(isUnanswered).length,
    sells,
    async during(name, act) {
      const phase = { name, fromMs: performance.now(), toMs: Number.POSITIVE_INFINITY }
      phases.push(phase)
      await act()
      phase.toMs = performance.now()
    },
    async end(answeredWithinMs) {
      await crowd.stop()
      await expectAllThere(crowd, organiser, event.id)
      const taken = new Set(
        (await organiser.dumpLedger(event.id)).claims.map(({ seat }) => `floor:${seat + 1}`),
      )
      expect(crowd.refusedSeats.filter((seat) => !taken.has(seat))).toEqual([])
      for (const server of servers) {
        const there = await signInOrganiser(server, demoOrganiser)
        expect((await auditEvent(() => there.dumpLedger(event.id))).findings).toEqual([])
      }
      for (const watcher of watchers) await expectRight(watcher, taken.size)
      const slowestMs = Math.max(...crowd.replies.map(({ askedMs, answeredMs }) => answeredMs - askedMs))
      expect(slowestMs).toBeLessThan(answeredWithinMs)
    },
    async [Symbol.asyncDispose]() {
      await crowd.stop()
      await Promise.all(watchers.map((watcher) => watcher[Symbol.asyncDispose]()))
      const endMs = performance.now()
      console.log(
        phaseTable(
          phases.map((phase) => figuresOf({ ...phase, toMs: Math.min(phase.toMs, endMs) }, crowd.replies)),
        ),
      )
    },
  }
}

/** A page that stayed open shows as many seats taken as there are, and missed nothing without being told. */
async function expectRight(watcher: Watcher, taken: number): Promise<void> {
  const { OPEN } = watcher.socket
  if (watcher.socket.readyState !== OPEN) return
  const shown = () => ({
    taken: watcher.states.reduce((sum, state) => sum + (state === SeatState.free ? 0 : 1), 0),
    gaps: watcher.gaps,
  })
  await expect.poll(shown, { timeout: 10_000 }).toEqual({ taken, gaps: 0 })
}

const isUnanswered = ({ said }: Heard): boolean => said === 'UNAVAILABLE' || said === 'none'

interface Figures {
  name: string
  seconds: number
  granted: number
  unavailable: number
  slowestMs: number
  /** The longest time in which nobody was granted anything. */
  standstillMs: number
}

function figuresOf({ name, fromMs, toMs }: Phase, replies: readonly Heard[]): Figures {
  const heard = replies.filter(({ answeredMs }) => answeredMs >= fromMs && answeredMs < toMs)
  const grantedAtMs = heard.flatMap(({ said, answeredMs }) =>
    said === 'hold' || said === 'order' ? answeredMs : [],
  )
  const marks = [fromMs, ...grantedAtMs, toMs]
  return {
    name,
    seconds: (toMs - fromMs) / 1000,
    granted: grantedAtMs.length,
    unavailable: heard.filter(isUnanswered).length,
    slowestMs: Math.max(0, ...heard.map(({ askedMs, answeredMs }) => answeredMs - askedMs)),
    standstillMs: Math.max(...marks.slice(1).map((mark, at) => mark - marks[at]!)),
  }
}

function phaseTable(figures: readonly Figures[]): string {
  const rateOf = ({ granted, seconds }: Figures) => granted / seconds
  const healthy = rateOf(figures[0]!)
  return table([
    ['phase', 'seconds', 'granted', 'of healthy', '503 or none', 'slowest reply', 'longest standstill'],
    ...figures.map((each) => [
      each.name,
      each.seconds.toFixed(1),
      String(each.granted),
      (rateOf(each) / healthy).toFixed(2),
      String(each.unavailable),
      `${Math.round(each.slowestMs)} ms`,
      `${Math.round(each.standstillMs)} ms`,
    ]),
  ])
}
