/** A row of bars with its own scale: what is compared within it, nothing else. */
export interface BarGroup {
  title: string
  bars: readonly { name: string; value: number; label: string; isOurs: boolean }[]
}

const width = 720
const nameWidth = 210
const labelWidth = 130
const barHeight = 18
const barStep = 24
const titleHeight = 30
const groupGap = 16

/** Horizontal bars as SVG, readable on white and on black: the page's own theme decides which. */
export function drawBars(title: string, source: string, groups: readonly BarGroup[]): string {
  const parts: string[] = []
  let y = 34
  parts.push(text(0, 20, title, 'heading'))
  for (const { title: name, bars } of groups) {
    y += titleHeight
    parts.push(text(0, y - 10, name, 'group'))
    const most = Math.max(...bars.map(({ value }) => value))
    for (const bar of bars) {
      const length = Math.max(2, (bar.value / most) * (width - nameWidth - labelWidth))
      parts.push(
        text(nameWidth - 10, y + 13, bar.name, bar.isOurs ? 'ours end' : 'end'),
        `<rect class="${bar.isOurs ? 'bar ours' : 'bar'}" x="${nameWidth}" y="${y}" width="${length.toFixed(1)}" height="${barHeight}" rx="3"/>`,
        text(nameWidth + length + 8, y + 13, bar.label, bar.isOurs ? 'ours' : ''),
      )
      y += barStep
    }
    y += groupGap
  }
  y += 12
  parts.push(text(0, y, source, 'source'))
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 12}" width="${width}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 13px system-ui, sans-serif; fill: #57606a }
.heading { font-size: 16px; font-weight: 600; fill: #1f2328 }
.group { font-weight: 600; fill: #1f2328 }
.end { text-anchor: end }
text.ours { font-weight: 600; fill: #1f2328 }
.source { font-size: 11px }
.bar { fill: #b6bec8 }
.bar.ours { fill: #7c5cff }
@media (prefers-color-scheme: dark) {
  text { fill: #9198a1 }
  .heading, .group, text.ours { fill: #f0f6fc }
  .bar { fill: #4a525c }
}
</style>
${parts.join('\n')}
</svg>
`
}

function text(x: number, y: number, words: string, kind: string): string {
  return `<text x="${x.toFixed(1)}" y="${y}"${kind && ` class="${kind}"`}>${escaped(words)}</text>`
}

function escaped(words: string): string {
  return words
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
