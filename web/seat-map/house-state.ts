import type { LiveStore } from '../live/live-store.ts'
import type { SeatChanges } from '../live/seat-states.ts'
import type { Box } from './box.ts'
import type { HouseLevels } from './paint-house.ts'
import type { Scene } from './paint-seats.ts'
import { FLOOR_STEPS } from './paint-shapes.ts'
import type { PlanIndex } from './plan-index.ts'
import { Look, type LookCode, lookOf, type Mine } from './seat-look.ts'
import { createSeatTally } from './seat-tally.ts'
import type { Theme } from './theme.ts'
import type { ZoneFloor } from './zone-floor.ts'

interface HouseListener {
  /** A seat looks different now. */
  seat(index: number, before: LookCode, after: LookCode): void
  /** There are more or fewer standing places left. */
  count(): void
  /** A floor is lit differently now. */
  floor(box: Box): void
  /** Everything may look different now. */
  all(): void
}

/** What the map shows, kept true: how every seat looks to this visitor, what is left where, which floors are lit. */
export function createHouseState(
  plan: PlanIndex,
  live: LiveStore,
  theme: Theme,
  floors: readonly ZoneFloor[],
) {
  let listener: HouseListener | undefined
  const tally = createSeatTally(plan)
  const scene: Scene = {
    plan,
    theme,
    looks: new Uint8Array(plan.places).fill(Look.unknown),
    aside: new Uint8Array(plan.categories.length),
  }
  const levels: HouseLevels = {
    zones: new Uint8Array(plan.zones.length),
    standing: new Uint8Array(plan.standing.length),
  }
  let mine: Mine = { selected: new Set(), ownHeld: new Set(), ownSold: new Set() }
  readAll()

  /** Before the first picture of the house arrives, nobody knows. */
  function look(index: number): LookCode {
    return lookOf(index, live.states[index] ?? Look.unknown, mine)
  }

  /** Seats with a chair that are the visitor's in one way or another. */
  function mineOnMap(): number[] {
    const all = new Set([...mine.ownSold, ...mine.ownHeld, ...mine.selected])
    return [...all].filter((index) => index < plan.places && plan.standingOf[index]! < 0)
  }

  function readAll(): void {
    const { states } = live
    for (const index of plan.seats) scene.looks[index] = states[index] ?? Look.unknown
    for (const index of mineOnMap()) scene.looks[index] = look(index)
    tally.recount(live.states)
    lightFloors()
    listener?.all()
  }

  function receive({ whole, indexes, before }: SeatChanges): void {
    if (whole) {
      readAll()
      return
    }
    for (let k = 0; k < indexes.length; k += 1) {
      tally.change(indexes[k]!, before[k]!, live.states[indexes[k]!]!)
      refresh(indexes[k]!)
    }
    listener?.count()
  }

  function refresh(index: number): void {
    if (index >= plan.places || plan.standingOf[index]! >= 0) return
    const before = scene.looks[index] as LookCode
    const after = look(index)
    if (before === after) return
    scene.looks[index] = after
    listener?.seat(index, before, after)
  }

  /** Floors brighten and darken with what is left on them, in steps. */
  function lightFloors(): void {
    const light = (steps: Uint8Array, number: number, free: number, all: number, box: Box) => {
      const step = all === 0 ? 0 : Math.ceil((free / all) * FLOOR_STEPS)
      if (steps[number] === step) return
      steps[number] = step
      listener?.floor(box)
    }
    for (const [number, { seats }] of plan.zones.entries()) {
      light(levels.zones, number, tally.zoneFree[number]!, seats.length, floors[number]!.box)
    }
    for (const [number, { units, shape }] of plan.standing.entries()) {
      light(levels.standing, number, tally.standingFree[number]!, units.length, shape.box)
    }
  }

  return {
    scene,
    tally,
    levels,
    lightFloors,

    setMine(next: Mine): void {
      const touched = [mine, next].flatMap((each) => [...each.selected, ...each.ownHeld, ...each.ownSold])
      mine = next
      for (const index of new Set(touched)) refresh(index)
    },

    mineOnMap,

    /** Names of the categories to show; all others step aside. `null` shows all. */
    setFilter(names: ReadonlySet<string> | null): void {
      for (const [number, { name }] of plan.categories.entries()) {
        scene.aside[number] = names && !names.has(name) ? 1 : 0
      }
      listener?.all()
    },

    setTheme(next: Theme): void {
      scene.theme = next
      listener?.all()
    },

    /** Follows the live store from now on; the result stops that. */
    watch(told: HouseListener): () => void {
      listener = told
      return live.onChanges(receive)
    },
  }
}
