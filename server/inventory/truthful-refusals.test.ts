import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { hall } from '../../test/setup/shared-seats.ts'
import type { Settled, Wish } from './availability.ts'
import { createMemoryAvailability, type MemoryAvailability } from './memory-availability.ts'
import type { Sale } from './sale.ts'
import { createTruthfulRefusals } from './truthful-refusals.ts'

/*
 * The interleavings of *When it is "no"* in README.md, forced on a house of few seats. Candidates are chosen and settled by hand; the
 * buyer under test asks as the engine does. Each has the guard taken out once, as a control.
 */

const anyOne = { quantity: 1 }

/** `weaken` takes a guard out of the copy that the buyer asks; seats are chosen and settled with it all the same. */
function house(
  seats: number,
  weaken: (memory: MemoryAvailability) => Partial<MemoryAvailability> = () => ({}),
) {
  const memory = createMemoryAvailability({
    index: hall([seats]),
    startVersion: 0,
    locked: [],
    onChange() {},
  })
  const availability = { ...memory, ...weaken(memory) }
  let nowMs = 0
  const refusals = createTruthfulRefusals({
    confirm: async () => {},
    doubted() {},
    nowMs: () => nowMs,
  })
  const sale = { availability, event: { id: 'an event' } } as unknown as Sale

  function choose(wish: Wish) {
    const taken = memory.take(wish)
    if (taken.code !== 'CANDIDATES') throw new Error(`not a choice: ${taken.code}`)
    return {
      seats: taken.seats,
      keep(holdId: string) {
        memory.keep(taken.ticket, taken.seats, holdId, 0)
        return () => memory.free(taken.seats, holdId)
      },
      giveBack: (lost: number[] = []) => void memory.giveBack(taken.ticket, taken.seats, lost),
    }
  }

  /** What the buyer is told: the seats that are proposed to the ledger, or why there are none; `null` while that is not known. */
  function ask(wish: Wish) {
    const asking = refusals.asked(wish)
    const buyer: { told: unknown; answer: Promise<unknown> } = { told: null, answer: Promise.resolve() }
    const fits = () => !('seats' in wish) && availability.preview(wish, []).code === 'SEATS'
    buyer.answer = (async () => {
      for (;;) {
        const taken = availability.take(wish)
        if (taken.code === 'CANDIDATES') return taken.seats
        const refusal = await refusals.judge(sale, taken, asking, fits)
        if (refusal !== null) return 'seats' in refusal ? [refusal.code, ...refusal.seats] : refusal.code
      }
    })().then(
      (told) => {
        buyer.told = told
      },
      (cause: Error) => {
        buyer.told = cause.message
      },
    )
    return buyer
  }
  return {
    choose,
    ask,
    passMs(ms: number) {
      nowMs += ms
    },
  }
}

/** Everything that can go on without another act has gone on. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 3; turns += 1) await turn()
}

/** The old rule: only an instant without any candidate counts. */
function waitForAll(memory: MemoryAvailability): Partial<MemoryAvailability> {
  const settled = async (_: unknown, waitMs: number): Promise<Settled> => {
    for (;;) {
      const how = await memory.settled(memory.now(), waitMs)
      if (how !== 'KEPT' || (await memory.settled(memory.now(), 0)) === 'KEPT') return how
    }
  }
  return { settled }
}

async function whileOthersKeepComing(weaken?: typeof waitForAll): Promise<unknown> {
  const { choose, ask } = house(2, weaken)
  const sell = choose({ seats: [0] }).keep('a')
  const early = choose({ seats: [1] })
  const buyer = ask(anyOne)
  // The first seat comes free, and is somebody's again before the buyer can look.
  sell()
  const late = choose({ seats: [0] })
  early.keep('b')
  await quiet()
  const { told } = buyer
  late.keep('c')
  await buyer.answer
  return told
}

describe('a "no" is said as soon as the candidates that were in the way are kept', () => {
  it('however many come after them', async () => {
    expect(await whileOthersKeepComing()).toBe('SOLD_OUT')
  })

  it('control: who waits for an instant without any candidate waits for the later ones, too', async () => {
    expect(await whileOthersKeepComing(waitForAll)).toBe(null)
  })

  it('for seats that are named, by their names', async () => {
    const { choose, ask } = house(3)
    const chosen = choose({ seats: [1, 2] })
    const buyer = ask({ seats: [0, 1] })
    await quiet()
    expect(buyer.told).toBe(null)
    chosen.keep('a')
    await buyer.answer
    expect(buyer.told).toEqual(['SEATS_TAKEN', 1])
  })

  it('also when one of them is released before the last one is kept, and taken again', async () => {
    const { choose, ask } = house(2)
    const [first, second] = [choose({ seats: [0] }), choose({ seats: [1] })]
    const buyer = ask(anyOne)
    first.keep('a')()
    const again = choose({ seats: [0] })
    second.keep('b')
    await buyer.answer
    expect(buyer.told).toBe('SOLD_OUT')
    again.keep('c')
  })

  it('of too few, of too far apart: what the picker found then', async () => {
    for (const [seats, wish, told] of [
      [[1, 2], { quantity: 2 }, 'NOT_ENOUGH_SEATS'],
      [[1], { quantity: 2, adjacent: true }, 'NO_ADJACENT_SEATS'],
    ] as const) {
      const { choose, ask } = house(3)
      const chosen = choose({ seats })
      const buyer = ask(wish)
      await quiet()
      expect(buyer.told).toBe(null)
      chosen.keep('a')
      await buyer.answer
      expect(buyer.told).toBe(told)
    }
  })
})

/** The old mistake: who waits takes any end of the wait for a "kept". */
const believeAll = (): Partial<MemoryAvailability> => ({ settled: async () => 'KEPT' })

async function whenGivenBack(weaken?: typeof believeAll, lost: number[] = []): Promise<unknown> {
  const { choose, ask } = house(2, (memory) => ({
    ...weaken?.(),
    preview: weaken ? () => ({ code: 'SOLD_OUT' }) : memory.preview,
  }))
  const chosen = choose({ seats: [0, 1] })
  const buyer = ask(anyOne)
  await quiet()
  if (buyer.told === null) chosen.giveBack(lost)
  await buyer.answer
  return buyer.told
}

describe('when one of them is given back', () => {
  it('it is had by who waits', async () => {
    expect(await whenGivenBack()).toHaveLength(1)
  })

  it('also what is left of a party, of which one seat was taken', async () => {
    expect(await whenGivenBack(undefined, [0])).toEqual([1])
  })

  it('control: who does not look how the wait ended is sent away', async () => {
    expect(await whenGivenBack(believeAll)).toBe('SOLD_OUT')
  })

  it('and taken again by somebody quicker, the verdict on that one is waited for', async () => {
    const { choose, ask } = house(1)
    const first = choose(anyOne)
    const buyer = ask(anyOne)
    first.giveBack()
    const second = choose(anyOne)
    await quiet()
    expect(buyer.told).toBe(null)
    second.giveBack()
    await buyer.answer
    expect(buyer.told).toEqual([0])
  })

  async function whenGivenBackBeforeTheWait(forget = false): Promise<unknown> {
    let between = () => {}
    const { choose, ask } = house(1, (memory) => ({
      settled(moment, waitMs) {
        between()
        return memory.settled(forget ? { ...moment, returns: memory.now().returns } : moment, waitMs)
      },
      // Or it would be found by the look after the wait.
      ...(forget && { preview: () => ({ code: 'SOLD_OUT' }) }),
    }))
    const first = choose(anyOne)
    between = () => {
      between = () => {}
      first.giveBack()
    }
    const buyer = ask(anyOne)
    await buyer.answer
    return buyer.told
  }

  it('between the look and the wait, it is noticed', async () => {
    expect(await whenGivenBackBeforeTheWait()).toEqual([0])
  })

  it('control: a moment that does not say how many had come back takes it for kept', async () => {
    expect(await whenGivenBackBeforeTheWait(true)).toBe('SOLD_OUT')
  })
})

describe('who has waited', () => {
  async function whenSeatsCameFree(weaken?: () => Partial<MemoryAvailability>): Promise<unknown> {
    const { choose, ask } = house(2, weaken)
    const sell = choose({ seats: [0] }).keep('a')
    const early = choose({ seats: [1] })
    const buyer = ask(anyOne)
    sell()
    early.keep('b')
    await buyer.answer
    return buyer.told
  }

  it('is not sent away from seats that have come free since', async () => {
    expect(await whenSeatsCameFree()).toEqual([0])
  })

  it('control: without another look they are', async () => {
    expect(await whenSeatsCameFree(() => ({ preview: () => ({ code: 'SOLD_OUT' }) }))).toBe('SOLD_OUT')
  })

  it('and is too late for those is told what was true, and waits for nobody else', async () => {
    let steal = () => {}
    const { choose, ask } = house(2, (memory) => ({
      preview(wish, except) {
        const seen = memory.preview(wish, except)
        steal()
        return seen
      },
    }))
    const sell = choose({ seats: [0] }).keep('a')
    const early = choose({ seats: [1] })
    const buyer = ask(anyOne)
    steal = () => void choose({ seats: [0] })
    sell()
    early.keep('b')
    await buyer.answer
    expect(buyer.told).toBe('SOLD_OUT')
  })

  it('for too long is told that it is undecided', async () => {
    const { choose, ask, passMs } = house(1, (memory) => ({
      settled: (moment) => memory.settled(moment, 1),
    }))
    choose(anyOne)
    const buyer = ask(anyOne)
    passMs(1_000_000)
    await buyer.answer
    expect(buyer.told).toBe('claims before this one are still undecided')
  })
})
