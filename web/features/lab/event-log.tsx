import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { CircleCheck, CircleHelp, CircleX, X } from 'lucide-react'
import { useState } from 'react'
import type { LabEvent } from '../../../contract/shapes/lab.ts'
import { type EventChoice, labEventsQuery } from '../../api/lab.ts'
import { listSome } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { codeName } from './code-name.ts'
import { formatMoment, formatMs } from './format.ts'
import { seatName } from './seat-name.ts'

interface EventLogProps {
  runId: string
  isRunning: boolean
  plan: PlanIndex | null
  /** Index of the seat whose story is told; null: all of them. */
  seat: number | null
  onSeat: (seat: number | null) => void
}

/** What buyers asked for and were told: the newest first, or the story of one seat from its beginning. */
export function EventLog({ runId, isRunning, plan, seat, onSeat }: EventLogProps) {
  const t = useLabTexts().log
  const [choice, setChoice] = useState<Omit<EventChoice, 'seat'>>({ act: null, outcome: null })
  const { data } = useQuery(labEventsQuery(runId, { ...choice, seat }, isRunning))
  const events = seat === null ? data?.events.toReversed() : data?.events
  return (
    <div className="panel flex min-w-0 flex-col overflow-hidden">
      <header className="grid gap-4 border-b border-line p-5 sm:p-6">
        <div className="flex min-h-11 flex-wrap items-center justify-between gap-3">
          <h2 id="lab-log" className="text-heading font-bold">
            {seat === null ? t.title : t.story(seatName(plan, seat))}
          </h2>
          {seat === null ? null : (
            <Button
              look="quiet"
              size="s"
              icon={<X aria-hidden="true" className="size-4" />}
              onClick={() => onSeat(null)}
            >
              {t.all}
            </Button>
          )}
        </div>
        <div className="grid gap-3 sm:grid-cols-2 lg:max-w-lg">
          <Select
            label={t.act}
            value={choice.act ?? ''}
            onChange={({ target }) =>
              setChoice({ ...choice, act: (target.value || null) as EventChoice['act'] })
            }
          >
            <option value="">{t.allActs}</option>
            {Object.entries(t.acts).map(([act, name]) => (
              <option key={act} value={act}>
                {name}
              </option>
            ))}
          </Select>
          <Select
            label={t.outcome}
            value={choice.outcome ?? ''}
            onChange={({ target }) =>
              setChoice({ ...choice, outcome: (target.value || null) as EventChoice['outcome'] })
            }
          >
            <option value="">{t.allOutcomes}</option>
            {Object.entries(t.outcomes).map(([outcome, name]) => (
              <option key={outcome} value={outcome}>
                {name}
              </option>
            ))}
          </Select>
        </div>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by those who have only keys. */}
      <section tabIndex={0} aria-labelledby="lab-log" className="h-104 overflow-y-auto">
        {events?.length ? (
          <ol className="divide-y divide-line">
            {events.map((event) => (
              <Entry
                key={`${event.atMs} ${event.buyer} ${event.act} ${event.seats.join()}`}
                event={event}
                plan={plan}
              />
            ))}
          </ol>
        ) : (
          <p className="p-6 text-ink-soft">
            {data === undefined ? '' : seat === null ? t.empty : t.emptyStory}
          </p>
        )}
      </section>
      <footer className="tabular min-h-12 border-t border-line px-5 py-3 text-sm text-ink-faint sm:px-6">
        {data ? t.shown(data.events.length, data.matching) : ''}
        {data && data.leftOut > 0 ? ` ${t.leftOut(data.leftOut)}` : ''}
      </footer>
    </div>
  )
}

const marks = {
  ok: { Icon: CircleCheck, look: 'text-good' },
  refused: { Icon: CircleX, look: 'text-ink-faint' },
  unknown: { Icon: CircleHelp, look: 'text-warn' },
} as const

function Entry({ event, plan }: { event: LabEvent; plan: PlanIndex | null }) {
  const t = useLabTexts()
  const { Icon, look } = marks[event.outcome]
  const seats = event.seats.map((seat) => seatName(plan, seat))
  return (
    <li className="grid grid-cols-[auto_1fr_auto] gap-x-3 gap-y-0.5 px-5 py-2.5 text-[0.9375rem] sm:grid-cols-[5.5rem_auto_9rem_1fr_auto] sm:items-center sm:px-6">
      <span className="tabular text-sm text-ink-faint max-sm:order-3 max-sm:text-end">
        {formatMoment(event.atMs)}
      </span>
      <Icon aria-hidden="true" className={clsx('size-4.5 shrink-0 max-sm:mt-0.5', look)} />
      <span className="min-w-0 font-medium">
        {t.log.acts[event.act]}
        <span className="font-normal text-ink-soft">
          {' · '}
          {event.outcome === 'ok' || event.code === null
            ? t.log.outcomes[event.outcome]
            : codeName(event.code)}
        </span>
      </span>
      <span className="min-w-0 truncate text-ink-soft max-sm:order-4 max-sm:col-span-2 max-sm:col-start-2">
        {listSome(seats)}
      </span>
      <span className="tabular text-sm text-ink-faint max-sm:order-5 max-sm:col-span-2 max-sm:col-start-2 sm:text-end">
        {t.log.buyer} {t.log.buyerNumber(event.buyer)} · {t.behaviours[event.behaviour]} ·{' '}
        {formatMs(event.tookMs)}
      </span>
    </li>
  )
}
