import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useDeferredValue, useState } from 'react'
import type { Event } from '../../contract/shapes/events.ts'
import type { SeatSelection } from '../../contract/shapes/holds.ts'
import type { WaitlistWish } from '../../contract/shapes/waitlist.ts'
import { useAccount } from '../api/account.ts'
import { refusedWith } from '../api/failure.ts'
import { eventQuery, keys } from '../api/queries.ts'
import { queueQuery } from '../api/queue-query.ts'
import { textOf } from '../api/refusal-texts.ts'
import { useEventCode } from '../api/use-event-code.ts'
import { hearOfPlace } from '../api/waitlist-query.ts'
import { serverNow } from '../clock/server-clock.ts'
import { FailureNotice } from '../features/app/failure-notice.tsx'
import { CodeEntry } from '../features/event/code-entry.tsx'
import { EventAbout } from '../features/event/event-about.tsx'
import { EventHeader, EventHeaderSkeleton } from '../features/event/event-header.tsx'
import { NotOnSale } from '../features/event/not-on-sale.tsx'
import { explainLimits } from '../features/seats/limits.ts'
import { planQuery } from '../features/seats/plan-query.ts'
import { SeatDesk } from '../features/seats/seat-desk.tsx'
import { AdmissionBar } from '../features/waiting-room/admission-bar.tsx'
import { isOutside, QueueDoor } from '../features/waiting-room/queue-door.tsx'
import { WaitlistPanel } from '../features/waitlist/waitlist-panel.tsx'
import { useTexts } from '../i18n/texts.ts'
import type { LiveNews } from '../live/live-store.ts'
import { useLiveNews, useLiveStatus, useLiveStore } from '../live/use-live.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'

const route = getRouteApi('/events/$slug')

type UnmetWish = Pick<WaitlistWish, 'quantity' | 'category' | 'adjacent'>

const SOON_MS = 1_000
const LATE_MS = 3_600_000

/** A sale opens by itself: the event is asked for again at that moment, and until it says so. */
function nextLookMs(event: Event | undefined): number | false {
  if (event?.status !== 'scheduled' || !event.onSaleAt) return false
  return Math.min(LATE_MS, Math.max(SOON_MS, Date.parse(event.onSaleAt) - serverNow()))
}

export function EventPage() {
  const t = useTexts()
  const { slug } = route.useParams()
  const event = useQuery({ ...eventQuery(slug), refetchInterval: ({ state }) => nextLookMs(state.data) })
  if (event.data) return <EventScreen key={event.data.id} event={event.data} />
  if (event.isError) return <NoEvent error={event.error} onRetry={() => void event.refetch()} />
  return (
    <>
      <title>{t.app.title(t.event.page)}</title>
      <EventHeaderSkeleton />
      <DeskSkeleton />
    </>
  )
}

const DeskSkeleton = () => (
  <div aria-busy="true" className="page mt-10 min-h-dvh lg:mt-4">
    <div className="skeleton h-[min(62dvh,34rem)] rounded-lg lg:h-[41rem]" />
  </div>
)

function EventScreen({ event }: { event: Event }) {
  const t = useTexts()
  const { slug } = route.useParams()
  const client = useQueryClient()
  const account = useAccount()
  const live = useLiveStore(event.id, account === undefined ? undefined : (account?.id ?? null))
  const plan = useQuery(planQuery(slug))
  const queue = useQuery(queueQuery(slug)).data
  // What the visitor came for first is drawn first, and the desk after it, in slices.
  const deskToo = useDeferredValue(true, false)
  const index = useDeferredValue(plan.data?.index ?? null)
  const ready = useLiveStatus(live, (status) => status.ready)
  const free = useLiveStatus(live, (status) => status.counts.free)
  const viewers = useLiveStatus(live, (status) => status.viewers)

  const hear = useCallback(
    (news: LiveNews) => {
      if (news.type === 'waitlist') hearOfPlace(client, news)
      else if (news.type === 'event') void client.invalidateQueries({ queryKey: keys.event(slug) })
      else void client.invalidateQueries({ queryKey: keys.mine })
    },
    [client, slug],
  )
  useLiveNews(live, hear)

  /** A wish that could not be met, and that the visitor would rather wait for. */
  const [unmet, setUnmet] = useState<UnmetWish | null>(null)
  const wait = useCallback(({ quantity = 1, category, adjacent }: SeatSelection) => {
    setUnmet({ quantity, ...(category !== undefined && { category }), ...(adjacent && { adjacent }) })
    requestAnimationFrame(() => document.getElementById('waitlist')?.scrollIntoView({ block: 'start' }))
  }, [])

  const code = useEventCode(event)
  const selling =
    event.status === 'on_sale' ||
    event.status === 'sold_out' ||
    (event.status === 'scheduled' && code.isAsked && code.grant?.presale === true)
  const freeNow = ready ? free : event.available
  return (
    <>
      <title>{t.app.title(event.title)}</title>
      <EventHeader event={event} free={freeNow} viewers={viewers > 0 ? viewers : null} />
      {code.isAsked ? (
        <div className="page mt-8 lg:mt-4 lg:mb-8">
          <CodeEntry event={event} code={code} />
        </div>
      ) : null}
      {queue?.place?.state === 'admitted' ? (
        <div className="page mt-8 lg:mt-4 lg:mb-8">
          <AdmissionBar slug={slug} view={queue} />
        </div>
      ) : null}
      {queue !== undefined && isOutside(queue) ? (
        <div className="page mt-10 lg:mt-4">
          <QueueDoor slug={slug} view={queue} />
        </div>
      ) : selling ? (
        <>
          {freeNow === 0 && ready && event.waitlist === null ? (
            <div className="page mt-8 lg:mt-4 lg:mb-8">
              <Notice tone="warn" title={t.event.allTaken.title}>
                {t.event.allTaken.text}
              </Notice>
            </div>
          ) : null}
          <div className="page mt-8 empty:hidden lg:mt-4 lg:mb-8">
            <WaitlistPanel
              event={event}
              person={account ?? null}
              wish={unmet}
              soldOut={freeNow === 0 && ready}
            />
          </div>
          {plan.isError ? (
            <div className="page mt-8">
              <Notice
                tone="bad"
                title={t.event.mapFailed}
                actions={<Button onClick={() => void plan.refetch()}>{t.app.tryAgain}</Button>}
              >
                {textOf(plan.error).text}
              </Notice>
            </div>
          ) : deskToo ? (
            <SeatDesk
              event={code.opened}
              plan={index}
              live={live}
              code={code.grant?.code}
              onWait={event.waitlist ? wait : undefined}
            />
          ) : (
            <DeskSkeleton />
          )}
        </>
      ) : (
        <div className="page mt-10 lg:mt-4">
          <NotOnSale event={event} />
        </div>
      )}
      {deskToo && <EventAbout event={event} limits={explainLimits(event)} />}
    </>
  )
}

function NoEvent({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts()
  if (refusedWith(error, 'NOT_FOUND')) {
    return (
      <div className="page py-10">
        <title>{t.app.title(t.event.noSuch.page)}</title>
        <EmptyState
          level={1}
          title={t.event.noSuch.title}
          actions={
            <Link to="/" className={buttonStyle()}>
              {t.app.seeAllEvents}
            </Link>
          }
        >
          {t.event.noSuch.text}
        </EmptyState>
      </div>
    )
  }
  return (
    <div className="page py-10">
      <title>{t.app.title(t.event.page)}</title>
      <FailureNotice error={error} onRetry={onRetry} />
    </div>
  )
}
