/** “Stalls, row C, seat 12” → where to go, and which place is yours. A label without commas is all place. */
export function splitLabel(label: string): { where: string; place: string } {
  const comma = label.indexOf(',')
  if (comma < 0) return { where: '', place: label }
  const place = label.slice(comma + 1).trim()
  return { where: label.slice(0, comma).trim(), place: place.charAt(0).toUpperCase() + place.slice(1) }
}
