/** The highest value of an axis: the next 1, 2 or 5 with zeros that nothing reaches over. At least 1. */
export function roundUp(value: number): number {
  if (!(value > 1)) return 1
  const unit = 10 ** Math.floor(Math.log10(value))
  const step = [1, 2, 5, 10].find((times) => times * unit >= value)
  return (step ?? 10) * unit
}

/** An SVG path through the points, in per cent of a box; breaks where a value is missing. */
export function linePath(
  points: readonly { x: number; y: number | null }[],
  xMax: number,
  yMax: number,
): string {
  let isDown = false
  return points
    .map(({ x, y }) => {
      if (y === null) {
        isDown = false
        return ''
      }
      const command = isDown ? 'L' : 'M'
      isDown = true
      return `${command}${percent(x, xMax)} ${round(100 - percent(y, yMax))}`
    })
    .join('')
}

export function percent(value: number, max: number): number {
  return max <= 0 ? 0 : round(Math.min(100, Math.max(0, (value / max) * 100)))
}

const round = (value: number): number => Math.round(value * 100) / 100
