import { clsx } from 'clsx'
import { formatCount } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { linePath, percent, roundUp } from './chart-scale.ts'
import { formatSeconds } from './format.ts'

export interface Series {
  name: string
  values: readonly (number | null)[]
  look: 'strong' | 'soft'
}

interface LineChartProps {
  title: string
  /** Of each value, in ms since the run began. */
  times: readonly number[]
  /** Where the axis ends at least: the picture is not drawn anew at each step. */
  untilMs: number
  /** Where the other axis ends, if that is known beforehand. */
  top?: number
  series: readonly Series[]
}

const GRID = [0, 0.5, 1]

/**
 * Lines over time. The lines are stretched to the box, whatever its size; words and dots stand above them and are not. What
 * it shows is said in its name, and the figures beside it say it in numbers.
 */
export function LineChart({ title, times, untilMs, top: highest, series }: LineChartProps) {
  const t = useLabTexts().charts
  const known = series.flatMap(({ values }) => values.filter((value) => value !== null))
  const top = highest ?? roundUp(Math.max(0, ...known))
  const end = Math.max(untilMs, times.at(-1) ?? 0, 1000)
  const shown = (value: number | null | undefined) => (value == null ? '–' : formatCount(Math.round(value)))
  const summary = series
    .map(({ name, values }) =>
      t.summary(
        name,
        shown(values.findLast((value) => value !== null)),
        shown(Math.max(0, ...values.filter((value) => value !== null))),
      ),
    )
    .join('. ')
  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span className="text-sm font-semibold text-ink">{title}</span>
        {series.length > 1 ? (
          <span className="flex flex-wrap gap-x-4 text-[0.8125rem] text-ink-soft">
            {series.map(({ name, look }) => (
              <span key={name} className="inline-flex items-center gap-1.5">
                <svg aria-hidden="true" viewBox="0 0 18 4" className="h-1 w-4.5">
                  <path d="M0 2H18" className={clsx('fill-none stroke-[3]', strokes[look])} />
                </svg>
                {name}
              </span>
            ))}
          </span>
        ) : null}
      </figcaption>
      <div className="mt-3 grid grid-cols-[auto_1fr] gap-x-3">
        <div
          aria-hidden="true"
          className="tabular relative h-32 w-9 text-right text-xs leading-none text-ink-faint"
        >
          {GRID.map((share) => (
            <span
              key={share}
              className="absolute right-0 -translate-y-1/2"
              style={{ top: `${100 - share * 100}%` }}
            >
              {top * share < 1 && share === 0.5 ? '' : formatCount(top * share)}
            </span>
          ))}
        </div>
        <div className="relative h-32">
          <svg
            role="img"
            aria-label={known.length === 0 ? `${title}: ${t.nothing}` : `${title}. ${summary}`}
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible"
          >
            {GRID.map((share) => (
              <path
                key={share}
                d={`M0 ${100 - share * 100}H100`}
                vectorEffect="non-scaling-stroke"
                className={share === 0 ? 'stroke-line-strong/60' : 'stroke-line'}
              />
            ))}
            {series.map(({ name, values, look }) => {
              const points = values.map((y, at) => ({ x: times[at] ?? 0, y }))
              const line = linePath(points, end, top)
              return (
                <g key={name}>
                  {look === 'strong' && line !== '' ? (
                    <path d={area(line, points, end)} className="fill-accent opacity-15" />
                  ) : null}
                  <path
                    d={line}
                    vectorEffect="non-scaling-stroke"
                    className={clsx('fill-none stroke-[2.5] [stroke-linejoin:round]', strokes[look])}
                  />
                </g>
              )
            })}
          </svg>
          {series.map(({ name, values, look }) => {
            const at = values.findLastIndex((value) => value !== null)
            if (at < 0) return null
            const left = `${percent(times[at] ?? 0, end)}%`
            const bottom = `${percent(values[at] ?? 0, top)}%`
            return (
              <span
                key={name}
                aria-hidden="true"
                className={clsx(
                  'absolute -ms-1 -mb-1 size-2 rounded-full',
                  look === 'strong' ? 'bg-accent-text' : 'bg-ink-faint',
                )}
                style={{ left, bottom }}
              />
            )
          })}
        </div>
        <div
          aria-hidden="true"
          className="tabular col-start-2 mt-2 flex justify-between text-xs text-ink-faint"
        >
          <span>{formatSeconds(0)}</span>
          <span>{formatSeconds(Math.round(end / 1000))}</span>
        </div>
      </div>
    </figure>
  )
}

const strokes = {
  strong: 'stroke-accent-text',
  soft: 'stroke-ink-faint [stroke-dasharray:5_4]',
} as const

/** Down to the axis from the line's two ends. */
function area(line: string, points: readonly { x: number; y: number | null }[], end: number): string {
  const known = points.filter(({ y }) => y !== null)
  const from = percent(known[0]?.x ?? 0, end)
  const to = percent(known.at(-1)?.x ?? 0, end)
  // A line with gaps is not filled: there would be an area under nothing.
  return line.indexOf('M', 1) === -1 ? `${line}L${to} 100L${from} 100Z` : ''
}
