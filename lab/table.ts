/** Rows as text in columns; the first row is the heading. Columns of numbers are set to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  const numeric = widths.map((_, column) =>
    rows.slice(1).every((row) => /^[-–]?[\d.,]*( ?[%s×]| [mµ]s)?$|^–$/.test(row[column] ?? '')),
  )
  const lines = rows.map((row) =>
    widths
      .map((width, column) => (numeric[column] ? row[column]!.padStart(width) : row[column]!.padEnd(width)))
      .join('  ')
      .trimEnd(),
  )
  lines.splice(1, 0, widths.map((width) => '─'.repeat(width)).join('  '))
  return lines.join('\n')
}

/** 12345.6 → "12,346"; 12.34 → "12.3"; 0.123 → "0.12". */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB')
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}
