import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { labRunsQuery } from '../api/lab.ts'
import { FailureNotice } from '../features/app/failure-notice.tsx'
import { isLabOff, LabDoor, LabIsOff } from '../features/lab/lab-door.tsx'
import { RunForm } from '../features/lab/run-form.tsx'
import { RunList } from '../features/lab/run-list.tsx'
import { firstWish, wishOf } from '../features/lab/wish.ts'
import { useLabTexts } from '../i18n/lab-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { Auditorium } from '../ui/auditorium.tsx'

const route = getRouteApi('/lab')

/** The lab's desk: what to try, and what was tried. */
export function LabPage() {
  return (
    <LabDoor page="/lab">
      <Desk />
    </LabDoor>
  )
}

function Desk() {
  const t = useTexts()
  const lab = useLabTexts()
  const { again } = route.useSearch()
  const navigate = useNavigate()
  const list = useQuery(labRunsQuery)
  if (isLabOff(list.error)) return <LabIsOff />
  const past = list.data?.runs.find(({ id }) => id === again)
  return (
    <>
      <title>{t.app.title(lab.page)}</title>
      <header className="relative isolate overflow-hidden border-b border-line">
        <Auditorium className="absolute inset-0 -z-10 size-full mask-[linear-gradient(to_bottom,black_40%,transparent)] max-sm:opacity-60" />
        <div className="absolute inset-0 -z-10 bg-[linear-gradient(100deg,var(--stage)_22%,transparent_80%)]" />
        <div className="page py-9 sm:py-16">
          <p className="text-sm font-semibold text-accent-text">{lab.page}</p>
          <h1 className="mt-1 max-w-[16ch] text-title font-extrabold tracking-[-0.03em]">{lab.title}</h1>
          <p className="mt-4 max-w-[56ch] leading-relaxed text-ink-soft sm:text-lg">{lab.lead}</p>
        </div>
      </header>
      <div className="page grid grid-cols-1 items-start gap-10 py-8 sm:py-12 lg:grid-cols-[minmax(0,1fr)_minmax(0,30rem)]">
        {list.isError ? (
          <FailureNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : list.data === undefined ? (
          <div aria-busy="true" className="skeleton h-240 rounded-lg" />
        ) : (
          <>
            <RunForm
              key={past?.id}
              first={past ? wishOf(past) : firstWish}
              list={list.data}
              onStarted={({ id }) => void navigate({ to: '/lab/$runId', params: { runId: id } })}
            />
            <RunList runs={list.data.runs} />
          </>
        )}
      </div>
    </>
  )
}
