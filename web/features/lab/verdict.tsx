import { clsx } from 'clsx'
import { CircleCheck, OctagonAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LabRun } from '../../../contract/shapes/lab-runs.ts'
import { formatCount } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { percent } from './chart-scale.ts'
import { formatSeconds } from './format.ts'

interface VerdictProps {
  run: LabRun
  /** Stop, or what can be done with what came of it. */
  actions: ReactNode
}

/** The one thing to read on the page: how far it is, or what came of it. It keeps its height. */
export function Verdict({ run, actions }: VerdictProps) {
  return (
    <section
      className={clsx(
        'relative isolate flex min-h-76 flex-col justify-between gap-6 overflow-hidden rounded-xl border p-6 sm:min-h-96 sm:p-10',
        run.outcome && !run.outcome.passed ? 'border-bad bg-bad-wash' : 'border-line bg-surface',
      )}
    >
      {run.outcome?.passed === false || run.state === 'failed' ? null : (
        <div
          aria-hidden="true"
          className="absolute inset-0 -z-10 bg-[radial-gradient(46rem_20rem_at_50%_115%,var(--glow),var(--glow-soft)_55%,transparent_78%)]"
        />
      )}
      {run.outcome ? (
        <Judged run={run} outcome={run.outcome} />
      ) : run.state === 'failed' ? (
        <GivenUp fault={run.fault ?? ''} />
      ) : (
        <UnderWay run={run} />
      )}
      <div className="flex flex-wrap gap-2">{actions}</div>
    </section>
  )
}

function Judged({ run, outcome }: { run: LabRun; outcome: NonNullable<LabRun['outcome']> }) {
  const texts = useLabTexts()
  const t = texts.verdict
  const { passed, violations, seats, wanted, withSeats, checked, checkSeconds } = outcome
  const isFull = passed && seats.sold === seats.places
  const Icon = passed ? CircleCheck : OctagonAlert
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <div className="flex items-start gap-3 sm:gap-4">
          <Icon
            aria-hidden="true"
            className={clsx('mt-1 size-8 shrink-0 sm:mt-3 sm:size-12', passed ? 'text-good' : 'text-bad')}
          />
          <h2 className="max-w-[16ch] text-hero font-extrabold tracking-[-0.035em]">
            {isFull ? t.full : passed ? t.sound : t.broken(violations)}
          </h2>
        </div>
        <p className="mt-4 max-w-[52ch] text-lg leading-relaxed text-ink">
          {t.buyers(wanted, seats.places)} {t.outcome(seats.sold, wanted - withSeats)}
        </p>
        <p className="mt-2 text-[0.9375rem] text-ink-soft">
          {t.checked(checked, formatSeconds(checkSeconds))}
          {run.state === 'stopped' ? ` ${t.stopped}` : ''}
        </p>
      </div>
      <dl className="grid grid-cols-3 gap-x-6 gap-y-5 self-start lg:grid-cols-1 lg:border-s lg:border-line lg:ps-10">
        <Result name={texts.figures.sold} value={seats.sold} />
        <Result name={texts.figures.without} value={wanted - withSeats} />
        <Result name={texts.figures.violations} value={violations} tone={violations === 0 ? 'good' : 'bad'} />
      </dl>
    </div>
  )
}

function Result({ name, value, tone }: { name: string; value: number; tone?: 'good' | 'bad' }) {
  return (
    <div className="flex min-w-0 flex-col">
      <dt className="text-[0.8125rem] leading-snug text-ink-soft lg:text-sm">{name}</dt>
      <dd
        className={clsx(
          'tabular mt-auto text-3xl leading-tight font-semibold tracking-[-0.02em] lg:text-5xl',
          tone === 'good' ? 'text-good' : tone === 'bad' ? 'text-bad' : 'text-ink',
        )}
      >
        {formatCount(value)}
      </dd>
    </div>
  )
}

function GivenUp({ fault }: { fault: string }) {
  const t = useLabTexts().run.failed
  return (
    <div>
      <h2 className="text-title font-extrabold tracking-[-0.03em]">{t.title}</h2>
      <p className="mt-4 max-w-[60ch] leading-relaxed text-ink-soft">{t.text(fault)}</p>
    </div>
  )
}

function UnderWay({ run }: { run: LabRun }) {
  const t = useLabTexts().run
  const phase = run.progress?.phase ?? 'preparing'
  const done = run.progress?.counts.done ?? 0
  const planned = run.settings.buyers
  const sold = run.progress?.counts.confirmedSeats ?? 0
  return (
    <div>
      <h2 className="max-w-[16ch] text-hero font-extrabold tracking-[-0.035em]">{t.phases[phase]}</h2>
      <p className="tabular mt-4 text-lg text-ink">
        {t.progress(done, planned)}
        <span className="text-ink-soft">
          {' · '}
          {formatCount(sold)} / {t.seats(run.places)}
        </span>
      </p>
      <div
        role="progressbar"
        aria-label={t.phases[phase]}
        aria-valuemin={0}
        aria-valuemax={planned}
        aria-valuenow={done}
        className="mt-5 h-2.5 overflow-hidden rounded-full bg-raised"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500 ease-linear"
          style={{ width: `${percent(done, planned)}%` }}
        />
      </div>
    </div>
  )
}
