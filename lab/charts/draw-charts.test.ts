import { expect, it } from 'vitest'
import { drawCharts, type Result } from './draw-charts.ts'

const round = (workload: string, contestant: string, perSecond: number) => ({
  workload,
  contestant,
  connections: 64,
  round: 0,
  report: { perSecond },
})

it('draws what was measured, each group to its own scale, and nothing that was not', () => {
  const result = {
    at: '2026-11-21T03:21:18.122Z',
    processor: 'A <fast> one',
    cores: 2,
    measured: [round('holds', 'echo', 40_000), round('holds', 'fullhouse', 10_000)],
  } as unknown as Result
  const { 'throughput.svg': svg, ...others } = drawCharts(result)
  expect(Object.keys(others)).toEqual([])
  const widths = [...svg!.matchAll(/<rect[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width))
  expect(widths[1]! / widths[0]!).toBeCloseTo(0.25, 2)
  expect(svg).toContain('A &lt;fast&gt; one')
  expect(svg).not.toContain('Redis')
  expect(svg).toContain('prefers-color-scheme: dark')
})
