import { ANY_CATEGORY, Open } from './run-window.ts'

/** How many numbered seats are open to everyone, by category and with or without companions’ seats. */
export function createOpenCounts(categories: number) {
  const plain = new Int32Array(categories)
  const companion = new Int32Array(categories)
  let plainTotal = 0
  let companionTotal = 0
  return {
    get anyCompanion() {
      return companionTotal > 0
    },
    add(category: number, openness: number, change: 1 | -1): void {
      if (openness === Open.yes) {
        plain[category]! += change
        plainTotal += change
      } else {
        companion[category]! += change
        companionTotal += change
      }
    },
    of(category: number, atLeast: number): number {
      if (category === ANY_CATEGORY) return atLeast === Open.yes ? plainTotal : plainTotal + companionTotal
      return plain[category]! + (atLeast === Open.yes ? 0 : companion[category]!)
    },
  }
}
