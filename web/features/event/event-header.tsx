import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ArrowLeft, CalendarDays, MapPin, Tag, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import { formatCount } from '../../format/counts.ts'
import {
  differsFromVisitor,
  formatDay,
  formatForVisitor,
  formatTime,
  formatZone,
} from '../../format/dates.ts'
import { formatPriceRange } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { EventBadge } from '../../ui/event-badge.tsx'

interface EventHeaderProps {
  event: Event
  /** Places free at this moment; the event's own number is as old as its reply. */
  free: number
  /** People looking at this page, when it is known. */
  viewers: number | null
}

export function EventHeader({ event, free, viewers }: EventHeaderProps) {
  const t = useTexts().event
  const { startsAt, endsAt, timezone, venue } = event
  const over = ['past', 'cancelled', 'closed'].includes(event.status)
  return (
    <header className="relative isolate overflow-hidden">
      <div className="absolute inset-0 -z-10 bg-[radial-gradient(60rem_26rem_at_78%_-4rem,var(--glow),transparent_70%)] opacity-60 max-lg:hidden" />
      <div className="mx-auto grid max-w-[78rem] lg:grid-cols-[1fr_minmax(0,30rem)] lg:items-center lg:gap-12 lg:px-10 lg:py-10">
        <div className="relative lg:order-2">
          <Artwork
            src={event.artwork}
            title={event.title}
            eager
            className="aspect-2/1 w-full sm:aspect-video lg:aspect-16/10 lg:rounded-xl lg:shadow-card"
          />
          <div className="absolute inset-x-0 bottom-0 h-24 bg-linear-to-t from-stage to-transparent lg:hidden" />
        </div>
        <div className="page relative -mt-6 lg:mt-0 lg:px-0">
          <Link
            to="/"
            className="-ms-2 hidden min-h-11 items-center gap-1.5 rounded-full px-2 text-sm font-medium text-ink-soft hover:text-ink lg:inline-flex"
          >
            <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
            {t.allEvents}
          </Link>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <p className="text-sm font-semibold text-accent-text">{event.category}</p>
            <EventBadge event={{ ...event, available: free }} />
          </div>
          <h1 className="mt-2 font-extrabold tracking-[-0.03em] text-title">{event.title}</h1>
          <p className="mt-3 max-w-[56ch] leading-relaxed text-ink-soft sm:text-lg">{event.summary}</p>
          <dl className="mt-5 grid grid-cols-[auto_1fr] gap-x-6 gap-y-4 text-[0.9375rem] sm:grid-cols-2 sm:gap-x-8">
            <Fact icon={<CalendarDays />} name={t.when} wide>
              <time dateTime={startsAt} className="block font-semibold">
                {formatDay(startsAt, timezone)}
              </time>
              <span className="block text-ink-soft">
                {formatTime(startsAt, timezone)}
                {endsAt ? `–${formatTime(endsAt, timezone)}` : ''} {formatZone(startsAt, timezone)}
              </span>
              {differsFromVisitor(startsAt, timezone) ? (
                <span className="block text-sm text-ink-faint">
                  {t.yourTime(formatForVisitor(startsAt, timezone))}
                </span>
              ) : null}
            </Fact>
            <Fact icon={<MapPin />} name={t.where} wide>
              <span className="block font-semibold">{venue.name}</span>
              <span className="block text-ink-soft">
                {[venue.address, venue.city].filter(Boolean).join(', ')}
              </span>
            </Fact>
            <Fact icon={<Tag />} name={t.price}>
              <span className="font-semibold">{formatPriceRange(event.priceRange)}</span>
            </Fact>
            {over ? null : (
              <Fact icon={<UsersRound />} name={t.freePlaces}>
                <span className="text-ink-soft">
                  {t.freeOf(formatCount(free), formatCount(event.capacity), (words) => (
                    <span className="tabular font-semibold text-ink">{words}</span>
                  ))}
                </span>
                {viewers !== null && viewers > 1 ? (
                  <span className="tabular block text-sm text-ink-faint">{t.looking(viewers)}</span>
                ) : null}
              </Fact>
            )}
          </dl>
        </div>
      </div>
    </header>
  )
}

interface FactProps {
  icon: ReactNode
  name: string
  /** Takes the whole line on a phone. */
  wide?: boolean
  children: ReactNode
}

function Fact({ icon, name, wide = false, children }: FactProps) {
  return (
    <div className={clsx('relative ps-8', wide && 'max-sm:col-span-2')}>
      <dt className="sr-only">{name}</dt>
      <dd className="leading-snug">
        <span aria-hidden="true" className="absolute start-0 top-0 text-accent-text [&>svg]:size-5">
          {icon}
        </span>
        {children}
      </dd>
    </div>
  )
}

export function EventHeaderSkeleton() {
  const t = useTexts().event
  return (
    <div
      aria-busy="true"
      className="mx-auto grid max-w-[78rem] lg:grid-cols-[1fr_minmax(0,30rem)] lg:items-center lg:gap-12 lg:px-10 lg:py-10"
    >
      <span className="sr-only">{t.loading}</span>
      <div className="skeleton aspect-2/1 sm:aspect-video w-full rounded-none lg:order-2 lg:aspect-16/10 lg:rounded-xl" />
      <div className="page grid gap-4 pt-4 lg:px-0">
        <div className="skeleton h-5 w-24" />
        <div className="skeleton h-12 w-4/5" />
        <div className="skeleton h-14 w-full" />
        <div className="grid gap-4 pt-2 sm:grid-cols-2">
          <div className="skeleton h-12" />
          <div className="skeleton h-12" />
          <div className="skeleton h-6" />
          <div className="skeleton h-6" />
        </div>
      </div>
    </div>
  )
}
