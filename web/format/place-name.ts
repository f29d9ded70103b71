import { texts } from '../i18n/texts.ts'

/**
 * A place as the server writes it, in the page's language: “Stalls, row C, seat 12” → “Stalls, Reihe C, Platz 12”. The
 * words for row and seat are the server's own wherever a plan brings none; those of a plan (“Loge B, Stuhl 3”) and the
 * names of zones are the organiser's, and stay.
 */
export function placeName(label: string): string {
  const { map } = texts()
  const name = label.replace(/^row ([^,]+)|, row ([^,]+)|, seat ([^,]+)$/gi, (whole, first, row, seat) => {
    if (first !== undefined) return map.row(first)
    return row !== undefined ? `, ${map.row(row)}` : seat !== undefined ? `, ${map.seat(seat)}` : whole
  })
  // The server begins with a capital; what is inside of a sentence does not.
  return /^\p{Lu}/u.test(label) ? name.charAt(0).toUpperCase() + name.slice(1) : name
}
