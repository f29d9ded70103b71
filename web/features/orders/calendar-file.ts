/** An event for the visitor's calendar (RFC 5545), made in the browser. */

export interface CalendarEntry {
  /** Stays the same, so that a second import updates the first. */
  id: string
  title: string
  startsAt: string
  endsAt: string | null
  location: string
  notes: string
  url: string
}

/** How long an evening is when nobody says when it ends. */
const USUAL_HOURS = 2
const LONGEST_LINE_OCTETS = 75

export function calendarFile(entry: CalendarEntry, nowMs: number): string {
  const start = Date.parse(entry.startsAt)
  const end = entry.endsAt ? Date.parse(entry.endsAt) : start + USUAL_HOURS * 3_600_000
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Fullhouse//EN',
    'BEGIN:VEVENT',
    `UID:${entry.id}@fullhouse`,
    `DTSTAMP:${stamp(nowMs)}`,
    `DTSTART:${stamp(start)}`,
    `DTEND:${stamp(end)}`,
    `SUMMARY:${escapeText(entry.title)}`,
    `LOCATION:${escapeText(entry.location)}`,
    `DESCRIPTION:${escapeText(entry.notes)}`,
    `URL:${entry.url}`,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
    .map(fold)
    .join('\r\n')
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '')
}

function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

/** Lines are at most 75 octets; a longer one goes on after a line break and a space, never inside a character. */
function fold(line: string): string {
  const encoder = new TextEncoder()
  let folded = ''
  let octets = 0
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > LONGEST_LINE_OCTETS) {
      folded += '\r\n '
      octets = 1
    }
    folded += character
    octets += size
  }
  return folded
}

export function saveFile(name: string, type: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
