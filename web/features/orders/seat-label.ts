import { listSome } from '../../format/counts.ts'
import { placeName } from '../../format/place-name.ts'
import { texts } from '../../i18n/texts.ts'

/** “Stalls, row C, seat 12” → where to go, and which place is yours. A label without commas is all place. */
export function splitLabel(written: string): { where: string; place: string } {
  const label = placeName(written)
  const comma = label.indexOf(',')
  if (comma < 0) return { where: '', place: label }
  const place = label.slice(comma + 1).trim()
  return { where: label.slice(0, comma).trim(), place: place.charAt(0).toUpperCase() + place.slice(1) }
}

const MOST_LABELS = 6

/** All places in one line: what they have in common is said once, “Stalls, row C: seat 12 and seat 13”. */
export function joinLabels(labels: readonly string[]): string {
  const groups = new Map<string, string[]>()
  const t = texts().orders
  for (const label of labels.map(placeName)) {
    const cut = label.lastIndexOf(', ')
    const head = cut < 0 ? '' : label.slice(0, cut)
    groups.set(head, [...(groups.get(head) ?? []), cut < 0 ? label : label.slice(cut + 2)])
  }
  return [...groups]
    .map(([head, tails]) => {
      const counted = [...new Set(tails)].map((tail) => {
        const count = tails.filter((one) => one === tail).length
        return count > 1 ? t.times(count, tail) : tail
      })
      if (head === '') return listSome(counted, MOST_LABELS)
      return counted.length === 1
        ? `${head}, ${counted[0]}`
        : t.placesIn(head, listSome(counted, MOST_LABELS))
    })
    .join('; ')
}
