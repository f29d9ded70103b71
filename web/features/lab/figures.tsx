import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { LabCounts, LabPercentiles } from '../../../contract/shapes/lab.ts'
import { formatCount } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { formatMs, formatShare } from './format.ts'

interface FiguresProps {
  counts: LabCounts | null
  latency: LabPercentiles | null
  /** Of this moment, or the most that there were in one. */
  holdsPerSecond: { value: number; isMost: boolean } | null
}

/** Everything that can be counted, each in a place of its own that keeps its size. */
export function Figures({ counts, latency, holdsPerSecond }: FiguresProps) {
  const t = useLabTexts().figures
  const count = (value: number | undefined) => (value === undefined ? '–' : formatCount(value))
  const refused = counts && Object.values(counts.refused).reduce((sum, n) => sum + n, 0)
  return (
    <section aria-label={t.title}>
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3 lg:grid-cols-5">
        <Figure name={t.attempts} hint={t.attemptsHint}>
          {count(counts?.attempts)}
        </Figure>
        <Figure name={t.acquired} hint={t.acquiredHint}>
          {count(counts?.acquired)}
        </Figure>
        <Figure name={t.refused} hint={t.refusedHint}>
          {count(refused ?? undefined)}
        </Figure>
        <Figure name={t.confirmed} hint={t.confirmedHint} strong>
          {count(counts?.confirmedSeats)}
        </Figure>
        <Figure name={t.collisions} hint={t.collisionsHint}>
          {counts === null || counts.attempts === 0 ? '–' : formatShare(counts.collisions / counts.attempts)}
        </Figure>
        <Figure name={holdsPerSecond?.isMost ? t.mostPerSecond : t.perSecond}>
          {holdsPerSecond === null ? '–' : formatCount(Math.round(holdsPerSecond.value))}
        </Figure>
        <Figure name={t.p50} hint={t.latencyHint}>
          {latency?.count ? formatMs(latency.p50) : '–'}
        </Figure>
        <Figure name={t.p95}>{latency?.count ? formatMs(latency.p95) : '–'}</Figure>
        <Figure name={t.p99}>{latency?.count ? formatMs(latency.p99) : '–'}</Figure>
        <Figure name={t.requests} hint={t.requestsHint}>
          {count(counts?.requests)}
        </Figure>
      </dl>
    </section>
  )
}

interface FigureProps {
  name: string
  hint?: string
  strong?: boolean
  children: ReactNode
}

function Figure({ name, hint, strong = false, children }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col bg-surface px-4 py-3.5 sm:px-5 sm:py-4">
      <dt className="text-[0.8125rem] leading-snug text-ink-soft" title={hint}>
        {name}
      </dt>
      <dd
        className={clsx(
          'tabular mt-auto pt-1 text-[1.625rem] leading-tight font-semibold tracking-[-0.02em]',
          strong ? 'text-accent-text' : 'text-ink',
        )}
      >
        {children}
      </dd>
    </div>
  )
}
