import type { LabSettings } from '../../contract/shapes/lab.ts'
import type { CheckName } from '../check/verdict.ts'
import type { SandboxWish } from '../run/open-sandbox.ts'
import type { Patch } from './patched-copy.ts'

/** A server that is wrong in one way, and the crowd that has to find out. */
export interface Mutant {
  name: string
  /** What has been done to it. */
  how: string
  patches: readonly Patch[]
  /** Done to its database before it starts. */
  sql?: readonly string[]
  /** Behind a load balancer, on one database. One, if nothing is said. */
  servers?: number
  room: Omit<SandboxWish, 'plan'>
  crowd: Pick<LabSettings, 'buyers' | 'pattern' | 'seconds' | 'mix'>
  /** One of the mistakes that earlier systems really made: tried in the tests. */
  isClassic?: boolean
  /** It is caught by one of these. A server that is well breaks none of them with the same crowd. */
  caughtBy: readonly CheckName[]
}

const claimSeats = 'server/sql/functions/claim_seats.sql'
const inventory = 'server/inventory/inventory.ts'
const memory = 'server/inventory/memory-availability.ts'
const free = { price: 0, holdSeconds: 30 }
/** Sweeping is only news: a server without a mutation is none the worse for this. */
const lateSweeper: Patch = {
  file: 'server/limits/inventory-limits.ts',
  guard: 'sweepMinPauseMs: 20,\n  sweepMaxPauseMs: 1_000,',
  instead: 'sweepMinPauseMs: 2_500,\n  sweepMaxPauseMs: 2_500,',
}

export const mutants: readonly Mutant[] = [
  {
    name: 'no primary key',
    isClassic: true,
    how: 'claims without their primary key, on two servers that know nothing of each other',
    patches: [
      {
        file: claimSeats,
        guard: /\s+on conflict \(event_id, seat\) do update[\s\S]*?where c\.expires_at <= clock[^;]*;/,
        instead: ' on conflict do nothing;',
      },
    ],
    sql: ['alter table claims drop constraint claims_pkey'],
    servers: 2,
    room: { ...free, seats: 20, party: 2 },
    crowd: { buyers: 120, pattern: 'spike', seconds: 2, mix: { pick: 60, best: 40 } },
    caughtBy: ['one-owner'],
  },
  {
    name: 'expiry by the server’s clock',
    isClassic: true,
    how: 'a claim compares a hold’s end with the clock of its server, which is two seconds ahead of the database’s',
    patches: [
      {
        file: claimSeats,
        guard: /where c\.expires_at <= clock\b/,
        instead: "where c.expires_at <= clock + interval '2 s'",
      },
      {
        file: 'server/inventory/database-clock.ts',
        guard: 'nowMs: () => localNowMs() + aheadMs,',
        instead: 'nowMs: () => localNowMs() + aheadMs + 2_000,',
      },
    ],
    room: { price: 0, holdSeconds: 4, seats: 10, party: 2 },
    crowd: { buyers: 120, pattern: 'steady', seconds: 7, mix: { abandon: 50, best: 50 } },
    caughtBy: ['one-owner'],
  },
  {
    name: 'cancellation without guard',
    isClassic: true,
    how: 'an order that is cancelled already is cancelled again, and whoever has its seats by then loses them',
    patches: [
      {
        file: 'server/sql/functions/cancel_order.sql',
        guard: "    when v_order.state in (3, 5) then 'CANCELLED_BEFORE'\n",
        instead: '',
      },
      {
        file: 'server/sql/functions/cancel_order.sql',
        guard: /t\.state = 1\s+and \(p_tickets is null/,
        instead: '(p_tickets is null',
      },
      { file: 'server/sql/functions/free_order_seats.sql', guard: 'and f.hold_id = p_hold', instead: '' },
    ],
    room: { ...free, seats: 8, party: 2 },
    crowd: { buyers: 150, pattern: 'steady', seconds: 6, mix: { cancel: 60, best: 40 } },
    caughtBy: ['word-kept', 'audit', 'one-owner'],
  },
  {
    name: 'webhook without inbox',
    isClassic: true,
    how: 'every report of a payment is taken for a new one, and what was paid already for paid twice',
    patches: [
      {
        file: 'server/sql/functions/settle_payment.sql',
        guard: '  if p_inbox is not null then\n    insert into payment_events',
        instead: '  if false then\n    insert into payment_events',
      },
      {
        file: 'server/sql/functions/settle_payment.sql',
        guard: "when 'authorised' then v_payment.state = 1\n",
        instead: "when 'authorised' then true\n",
      },
      {
        file: 'server/sql/functions/settle_payment.sql',
        guard: 'elsif v_order.payment_id = p_payment and (v_order.state = 2 or v_payment.wanted = 1) then',
        instead: "elsif v_order.payment_id = p_payment and p_state = 'captured' then",
      },
    ],
    room: { price: 2500, holdSeconds: 30, seats: 60, party: 2 },
    crowd: { buyers: 40, pattern: 'steady', seconds: 3, mix: { best: 100 } },
    caughtBy: ['money', 'audit', 'word-kept'],
  },
  {
    name: 'best available from a stale copy',
    isClassic: true,
    how: 'the copy hears of seats that came free a second and a half later',
    patches: [
      {
        file: memory,
        guard:
          '    free: (seats, holdId) =>\n      change(\n        seats.filter((seat) => holdOf[seat] === holdId),\n        SeatState.free,\n        null,\n      ),',
        instead:
          '    free: (seats, holdId) => {\n      setTimeout(() => change(seats.filter((seat) => holdOf[seat] === holdId), SeatState.free, null), 1_500)\n    },',
      },
    ],
    room: { ...free, seats: 6, party: 1 },
    crowd: { buyers: 150, pattern: 'steady', seconds: 6, mix: { hesitate: 60, best: 20, pick: 20 } },
    caughtBy: ['true-sold-out', 'true-taken'],
  },
  {
    name: 'cap checked in availability only',
    isClassic: true,
    how: 'a customer’s seats are counted by what this server knows before it asks the ledger, which does not count',
    patches: [
      {
        file: claimSeats,
        guard: 'if v_event.max_per_customer is not null then\n    v_found := v_found',
        instead: 'if false then\n    v_found := v_found',
      },
      {
        file: inventory,
        guard: '    let sale = asked\n',
        instead: `    let sale = asked
    const wanted = 'seats' in request.wish ? request.wish.seats.length : request.wish.quantity
    let has = wanted
    for (const known of holds.values())
      if (known.customerId === request.customerId && known.eventId === sale.event.id) has += known.seats.length
    if (has > (sale.event.max_per_customer ?? has)) return refuse({ code: 'LIMIT_EXCEEDED' })
`,
      },
    ],
    room: { ...free, seats: 200, party: 2 },
    crowd: { buyers: 20, pattern: 'steady', seconds: 1, mix: { hammer: 100 } },
    caughtBy: ['cap'],
  },
  {
    name: 'sold when its time is over',
    how: 'a hold can be bought until it is swept, and it is swept late',
    patches: [
      lateSweeper,
      {
        file: 'server/sql/functions/sell_holds.sql',
        guard: 'h.state = 1 and h.expires_at > v_clock\n',
        instead: 'h.state = 1\n',
      },
    ],
    room: { price: 0, holdSeconds: 2, seats: 80, party: 1 },
    crowd: { buyers: 60, pattern: 'steady', seconds: 2, mix: { pay_late: 100 } },
    caughtBy: ['hold-lasts'],
  },
  {
    name: 'sweeping whoever is there',
    how: 'the sweep, which comes late, frees the seats of a hold that is over also when they are another’s by then',
    patches: [
      lateSweeper,
      {
        file: 'server/sql/functions/release_holds.sql',
        guard: 'c.seat = e.seat and c.hold_id = e.id for update',
        instead: 'c.seat = e.seat for update',
      },
    ],
    room: { price: 0, holdSeconds: 2, seats: 10, party: 2 },
    crowd: { buyers: 160, pattern: 'steady', seconds: 7, mix: { abandon: 60, best: 40 } },
    caughtBy: ['audit', 'word-kept', 'one-owner', 'fair-refusal'],
  },
  {
    name: 'Idempotency-Key ignored',
    how: 'a wish that is sent twice is granted twice',
    patches: [
      {
        file: 'server/inventory/hold-once.ts',
        guard: 'if (key === null || hash === null) return claim(sale, request)',
        instead: 'if (key === key) return claim(sale, { ...request, key: null, hash: null })',
      },
    ],
    room: { ...free, seats: 200, party: 4 },
    crowd: { buyers: 20, pattern: 'steady', seconds: 1, mix: { hammer: 100 } },
    caughtBy: ['one-answer'],
  },
  {
    name: 'sold out before it is decided',
    how: 'while seats are at the ledger for somebody who will be refused, others hear that there are none',
    patches: [
      {
        file: memory,
        guard: '    if (candidates > 0) return wait(picked)\n    return picked\n',
        instead: '    return picked\n',
      },
    ],
    room: { ...free, seats: 4, party: 1 },
    crowd: { buyers: 12, pattern: 'steady', seconds: 5, mix: { hammer: 100 } },
    caughtBy: ['true-sold-out'],
  },
  {
    name: 'sold out although they came back',
    how: 'who waits for a verdict takes it for a grant, whatever it is',
    patches: [
      {
        file: 'server/inventory/truthful-refusals.ts',
        guard: "    if (settled !== 'KEPT') return null\n",
        instead: '',
      },
      {
        file: 'server/inventory/truthful-refusals.ts',
        guard: 'return fits() ? null : no.found',
        instead: 'return no.found',
      },
    ],
    room: { ...free, seats: 4, party: 1 },
    crowd: { buyers: 12, pattern: 'steady', seconds: 5, mix: { hammer: 100 } },
    caughtBy: ['true-sold-out'],
  },
  {
    name: 'two seats for the price of one',
    how: 'a hold costs what its first seat costs',
    patches: [
      {
        file: inventory,
        guard: 'const total = amounts.reduce((sum, amount) => sum + amount, 0)',
        instead: 'const total = amounts[0]!',
      },
    ],
    room: { price: 2500, holdSeconds: 30, seats: 60, party: 3 },
    crowd: { buyers: 20, pattern: 'steady', seconds: 1, mix: { best: 100 } },
    caughtBy: ['money'],
  },
]
