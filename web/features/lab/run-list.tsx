import { Link, useNavigate } from '@tanstack/react-router'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { LabRunSummary } from '../../../contract/shapes/lab-runs.ts'
import { formatMoment } from '../../format/dates.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { DeleteRun } from './delete-run.tsx'
import { formatMs } from './format.ts'
import { RunBadge } from './run-badge.tsx'
import { houseName, runName } from './run-name.ts'

const COMPARED = 2

/** What was tried before: to look at again, to compare, to delete. */
export function RunList({ runs }: { runs: readonly LabRunSummary[] }) {
  const t = useLabTexts().runs
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [deleting, setDeleting] = useState<LabRunSummary | null>(null)
  const there = chosen.filter((id) => runs.some((run) => run.id === id))
  const toggle = (id: string) =>
    setChosen(there.includes(id) ? there.filter((one) => one !== id) : [...there, id].slice(-COMPARED))
  const [a, b] = there
  return (
    <section aria-labelledby="lab-runs">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
        <h2 id="lab-runs" className="text-heading font-bold">
          {t.title}
        </h2>
        {there.length > 0 ? (
          <Button
            look="quiet"
            size="s"
            disabled={b === undefined}
            onClick={() => a && b && void navigate({ to: '/lab/compare', search: { a, b } })}
          >
            {t.comparing(there.length)}
          </Button>
        ) : null}
      </div>
      {runs.length === 0 ? (
        <div className="panel mt-4">
          <EmptyState title={t.empty.title}>{t.empty.text}</EmptyState>
        </div>
      ) : (
        <ul className="panel mt-4 divide-y divide-line overflow-hidden">
          {runs.map((run) => (
            <li key={run.id} className="flex items-center gap-1 pe-2 sm:pe-3">
              <label className="relative flex size-12 shrink-0 cursor-pointer items-center justify-center ps-2">
                <span className="sr-only">{t.compareThis(runName(run))}</span>
                <input
                  type="checkbox"
                  checked={there.includes(run.id)}
                  disabled={run.outcome === null}
                  onChange={() => toggle(run.id)}
                  className="size-5 cursor-pointer accent-(--accent) disabled:cursor-default"
                />
              </label>
              <Link
                to="/lab/$runId"
                params={{ runId: run.id }}
                className="grid min-w-0 flex-1 gap-1 rounded-md px-2 py-4 transition-colors hover:bg-raised"
              >
                <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
                  <span className="tabular text-lg font-semibold text-ink">{runName(run)}</span>
                  <RunBadge run={run} />
                </span>
                <span className="truncate text-[0.9375rem] text-ink-soft">{houseName(run)}</span>
                <span className="tabular text-sm text-ink-faint">
                  <time dateTime={run.createdAt}>{formatMoment(run.createdAt)}</time>
                  {run.outcome?.holdLatencyMs ? ` · 99 % ${formatMs(run.outcome.holdLatencyMs.p99)}` : ''}
                </span>
              </Link>
              {run.state === 'running' ? (
                <span className="size-11" />
              ) : (
                <IconButton label={t.deleteThis(runName(run))} onClick={() => setDeleting(run)}>
                  <Trash2 aria-hidden="true" className="size-5" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      )}
      <DeleteRun run={deleting} onClose={() => setDeleting(null)} />
    </section>
  )
}
