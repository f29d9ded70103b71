import { createPicker, type Pick, type Picker } from './picker.ts'
import type { SeatIndex } from './seat-index.ts'

/** Distinct sets of locked categories that are kept ready; one more makes the picker that was made first go. */
const MOST_PICKERS = 8

interface Shut {
  picker: Picker
  /** By category, 1: nothing of it is for this buyer. */
  closed: Uint8Array
}

/**
 * A picker that leaves out locked categories, but for those that a buyer has unlocked. Each set of closed categories has a
 * picker of its own, made when somebody first needs it and kept up to date from then on: choosing costs what it
 * costs elsewhere. An event that locks nothing has just the one.
 */
export function createGatedPicker(index: SeatIndex, locked: readonly string[]): Picker {
  const all = createPicker(index)
  if (locked.length === 0) return all
  const pickers = new Map<string, Shut>()

  function pickerFor(unlocked: readonly string[]): Picker {
    const names = locked.filter((name) => !unlocked.includes(name)).sort()
    if (names.length === 0) return all
    const key = JSON.stringify(names)
    const known = pickers.get(key)
    if (known !== undefined) return known.picker
    if (pickers.size >= MOST_PICKERS) pickers.delete(pickers.keys().next().value!)
    const closed = Uint8Array.from(index.categories, ({ name }) => (names.includes(name) ? 1 : 0))
    const picker = createPicker(index)
    for (let seat = 0; seat < index.places; seat += 1)
      picker.setFree(seat, all.isFree(seat) && closed[index.categoryOf[seat]!] !== 1)
    pickers.set(key, { picker, closed })
    return picker
  }

  return {
    setFree(seat, free) {
      all.setFree(seat, free)
      for (const { picker, closed } of pickers.values())
        if (closed[index.categoryOf[seat]!] !== 1) picker.setFree(seat, free)
    },
    isFree: all.isFree,
    pick: (wish): Pick => pickerFor(wish.unlocked ?? []).pick(wish),
  }
}
