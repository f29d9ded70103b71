/** Charts as SVG, drawn by the rules of the page's style sheet so that both themes fit: no script, no picture from elsewhere. */

export interface Line {
  name: string
  /** Class of the page's style sheet that gives it its colour. */
  style: string
  /** In order of `x`; null where there is nothing to show. */
  points: readonly { x: number; y: number | null }[]
}

const width = 720
const height = 220
const left = 56
const right = 12
const top = 12
const bottom = 28

/** Lines over time, `x` in ms. `what` names the vertical axis and is read out in place of the picture. */
export function lineChart(what: string, lines: readonly Line[]): string {
  const all = lines.flatMap(({ points }) => points)
  const xMax = Math.max(1, ...all.map(({ x }) => x))
  const yMax = niceTop(Math.max(1, ...all.map(({ y }) => y ?? 0)))
  const toX = (x: number): string => (left + (x / xMax) * (width - left - right)).toFixed(1)
  const toY = (y: number): string => (height - bottom - (y / yMax) * (height - top - bottom)).toFixed(1)
  const grid = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const y = toY(yMax * share)
    return `<line class="grid" x1="${left}" x2="${width - right}" y1="${y}" y2="${y}"/><text class="tick" x="${left - 6}" y="${y}" dy="4" text-anchor="end">${short(yMax * share)}</text>`
  })
  const times = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const anchor = share === 0 ? 'start' : share === 1 ? 'end' : 'middle'
    return `<text class="tick" x="${toX(xMax * share)}" y="${height - 8}" text-anchor="${anchor}">${short((xMax * share) / 1000)} s</text>`
  })
  const paths = lines.map(
    ({ style, points }) => `<path class="line ${style}" d="${pathOf(points, toX, toY)}"/>`,
  )
  const legend = lines.map(({ name, style }) => `<span class="key ${style}">${asText(name)}</span>`).join('')
  return `<figure><figcaption>${asText(what)} ${legend}</figcaption><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${asText(what)} over the time of the run">${grid.join('')}${times.join('')}${paths.join('')}</svg></figure>`
}

function pathOf(points: Line['points'], toX: (x: number) => string, toY: (y: number) => string): string {
  let path = ''
  let isDrawing = false
  for (const { x, y } of points) {
    if (y !== null) path += `${isDrawing ? 'L' : 'M'}${toX(x)} ${toY(y)}`
    isDrawing = y !== null
  }
  return path
}

/** Bars beside each other, longest first, with their numbers. */
export function barChart(
  what: string,
  bars: readonly { name: string; value: number; style: string }[],
): string {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const row = 26
  const start = 190
  const drawn = bars.map(({ name, value, style }, i) => {
    const length = ((width - start - 90) * value) / most
    const y = i * row + 4
    return `<text class="tick" x="${start - 8}" y="${y + 13}" text-anchor="end">${asText(name)}</text><rect class="bar ${style}" x="${start}" y="${y}" width="${Math.max(1, length).toFixed(1)}" height="16" rx="3"/><text class="tick" x="${(start + length + 8).toFixed(1)}" y="${y + 13}">${value.toLocaleString('en-GB')}</text>`
  })
  const tall = bars.length * row + 8
  return `<figure><figcaption>${asText(what)}</figcaption><svg viewBox="0 0 ${width} ${tall}" role="img" aria-label="${asText(what)}">${drawn.join('')}</svg></figure>`
}

/** The next round number. */
function niceTop(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const step = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10
  return step * power
}

function short(value: number): string {
  if (value >= 10_000) return `${Number((value / 1000).toFixed(1))}k`
  return String(Number(value.toFixed(value >= 100 ? 0 : 1)))
}

export function asText(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
