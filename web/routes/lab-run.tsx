import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { LabRun } from '../../contract/shapes/lab-runs.ts'
import { useAccount } from '../api/account.ts'
import { refusedWith } from '../api/failure.ts'
import { labKeys, labRunQuery, withProgress } from '../api/lab.ts'
import { eventQuery } from '../api/queries.ts'
import { FailureNotice } from '../features/app/failure-notice.tsx'
import { Behaviours, Checks } from '../features/lab/checks.tsx'
import { EventLog } from '../features/lab/event-log.tsx'
import { Figures } from '../features/lab/figures.tsx'
import { LabDoor } from '../features/lab/lab-door.tsx'
import { RunActions } from '../features/lab/run-actions.tsx'
import { RunCharts } from '../features/lab/run-charts.tsx'
import { RunMap } from '../features/lab/run-map.tsx'
import { houseName, runName } from '../features/lab/run-name.ts'
import { useRunSpoken } from '../features/lab/use-run-spoken.ts'
import { Verdict } from '../features/lab/verdict.tsx'
import { ConnectionPill } from '../features/seats/connection-pill.tsx'
import { planQuery } from '../features/seats/plan-query.ts'
import { formatMoment } from '../format/dates.ts'
import { useLabTexts } from '../i18n/lab-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import type { LiveNews } from '../live/live-store.ts'
import { useLiveNews, useLiveStore } from '../live/use-live.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const route = getRouteApi('/lab/$runId')

/** One run: while it goes on, and what came of it. */
export function LabRunPage() {
  const { runId } = route.useParams()
  return (
    <LabDoor page={`/lab/${runId}`}>
      <FindRun key={runId} runId={runId} />
    </LabDoor>
  )
}

function FindRun({ runId }: { runId: string }) {
  const t = useTexts()
  const lab = useLabTexts()
  const found = useQuery(labRunQuery(runId))
  const page = t.app.title(found.data ? lab.run.page(runName(found.data)) : lab.page)
  return (
    <div className="page py-6 sm:py-8">
      <title>{page}</title>
      <Link to="/lab" className={buttonStyle('ghost', 's', '-ms-3.5')}>
        <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        {lab.run.all}
      </Link>
      {found.data ? (
        <RunScreen run={found.data} />
      ) : refusedWith(found.error, 'NOT_FOUND') ? (
        <EmptyState level={1} title={lab.run.gone.title}>
          {lab.run.gone.text}
        </EmptyState>
      ) : found.isError ? (
        <FailureNotice error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <div aria-busy="true" className="skeleton mt-6 h-240 rounded-lg" />
      )}
    </div>
  )
}

function RunScreen({ run }: { run: LabRun }) {
  const lab = useLabTexts()
  const client = useQueryClient()
  const account = useAccount()
  const [seat, setSeat] = useState<number | null>(null)
  const event = useQuery(eventQuery(run.eventId))
  const plan = useQuery(planQuery(run.eventId)).data?.index ?? null
  const live = useLiveStore(run.eventId, account === undefined ? undefined : (account?.id ?? null))
  useRunSpoken(run)

  const hear = useCallback(
    (news: LiveNews) => {
      if (news.type !== 'lab' || news.runId !== run.id) return
      const { progress } = news
      if (progress)
        client.setQueryData(labRunQuery(run.id).queryKey, (known) => known && withProgress(known, progress))
      else void client.invalidateQueries({ queryKey: labKeys })
    },
    [client, run.id],
  )
  useLiveNews(live, hear)

  const isRunning = run.state === 'running'
  const most = Math.max(0, ...run.history.map((tick) => tick.holdsPerSecond))
  const holdsPerSecond = isRunning
    ? run.progress && { value: run.progress.tick.holdsPerSecond, isMost: false }
    : { value: most, isMost: true }
  return (
    <div className="grid gap-6 lg:gap-8">
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h1 className="text-heading font-bold">{runName(run)}</h1>
          <p className="mt-1 text-ink-soft">
            {houseName(run)} · {lab.form.patterns[run.settings.pattern]},{' '}
            {lab.form.secondsValue(run.settings.seconds)} ·{' '}
            <time dateTime={run.createdAt}>{formatMoment(run.createdAt)}</time>
          </p>
        </div>
        {isRunning ? <ConnectionPill live={live} /> : null}
      </header>
      <Verdict run={run} actions={<RunActions run={run} />} />
      <Figures
        counts={run.outcome?.counts ?? run.progress?.counts ?? null}
        latency={run.outcome?.holdLatencyMs ?? run.progress?.holdLatencyMs ?? null}
        holdsPerSecond={holdsPerSecond}
      />
      <div className="grid gap-8 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)]">
        <RunMap event={event.data} plan={plan} live={live} seat={seat} onSeat={setSeat} />
        <RunCharts run={run} />
      </div>
      <EventLog runId={run.id} isRunning={isRunning} plan={plan} seat={seat} onSeat={setSeat} />
      {run.report ? (
        <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1.35fr)_minmax(0,1fr)] lg:gap-8">
          <Checks verdict={run.report.verdict} />
          <Behaviours behaviours={run.report.behaviours} />
        </div>
      ) : null}
    </div>
  )
}
