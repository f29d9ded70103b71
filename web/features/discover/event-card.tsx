import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import type { Event } from '../../../contract/shapes/events.ts'
import { formatShortDay, formatTime } from '../../format/dates.ts'
import { formatPrice } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { EventBadge } from '../../ui/event-badge.tsx'

interface EventCardProps {
  event: Event
  /** The first of a page is given the stage. */
  featured?: boolean
  now: Date
}

/** An event as a ticket: the picture, a tear line, and what one needs to know. */
export function EventCard({ event, featured = false, now }: EventCardProps) {
  const t = useTexts().discover
  const over = event.status === 'past' || event.status === 'cancelled' || event.status === 'closed'
  return (
    <article
      className={clsx(
        'group relative grid overflow-hidden rounded-lg bg-surface shadow-card ring-1 ring-line transition-[box-shadow,translate] duration-200 ring-inset',
        // Cards that are far away are neither laid out nor painted; until then they are given about the room they take.
        !featured &&
          '[content-visibility:auto] [contain-intrinsic-height:auto_10.5rem] sm:[contain-intrinsic-height:auto_27rem]',
        'focus-within:ring-line-strong hover:-translate-y-0.5 hover:ring-line-strong',
        shape(featured),
      )}
    >
      <Artwork
        src={event.artwork}
        title={event.title}
        eager={featured}
        small={!featured}
        className={clsx('w-full', over && 'opacity-60 grayscale', pictureShape(featured))}
      />
      <div
        className={clsx(
          'relative flex min-w-0 flex-col border-dashed border-line',
          featured
            ? 'border-t-2 p-5 sm:p-7 md:justify-center md:border-s-2 md:border-t-0 lg:p-10'
            : 'border-s-2 p-4 sm:border-s-0 sm:border-t-2 sm:p-5',
        )}
      >
        <Notches sideways={featured ? 'md' : 'phone'} />
        <p className="tabular text-sm font-semibold text-accent-text">
          <time dateTime={event.startsAt}>
            {formatShortDay(event.startsAt, event.timezone, now)} ·{' '}
            {formatTime(event.startsAt, event.timezone)}
          </time>
        </p>
        <h3
          className={clsx(
            'mt-1.5 font-bold tracking-tight',
            featured ? 'text-title' : 'line-clamp-2 text-lg leading-snug sm:text-heading',
          )}
        >
          <Link
            to="/events/$slug"
            params={{ slug: event.slug }}
            className="outline-none after:absolute after:inset-0 after:rounded-lg focus-visible:after:outline-3 focus-visible:after:-outline-offset-3 focus-visible:after:outline-accent-text"
          >
            {event.title}
          </Link>
        </h3>
        {featured ? (
          <p className="mt-3 line-clamp-3 max-w-[48ch] leading-relaxed text-ink-soft">{event.summary}</p>
        ) : null}
        <p className={clsx('truncate text-ink-soft', featured ? 'mt-3' : 'mt-1 text-sm sm:text-[0.9375rem]')}>
          {[event.venue.name, event.venue.city].filter(Boolean).join(', ')}
        </p>
        <div
          className={clsx('flex flex-wrap items-center gap-x-3 gap-y-2', featured ? 'mt-6' : 'mt-auto pt-3')}
        >
          <p className="font-semibold">
            {event.priceRange.min.amount < event.priceRange.max.amount
              ? t.fromPrice(formatPrice(event.priceRange.min), (words) => (
                  <span className="font-normal text-ink-faint">{words}</span>
                ))
              : formatPrice(event.priceRange.min)}
          </p>
          <EventBadge event={event} />
        </div>
      </div>
    </article>
  )
}

/** The two half circles where a ticket is torn, on the line between picture and text. */
function Notches({ sideways }: { sideways: 'md' | 'phone' }) {
  const hole = 'absolute size-4 rounded-full bg-stage shadow-[inset_0_0_0_1px_var(--line)]'
  return (
    <span aria-hidden="true">
      <span
        className={clsx(
          hole,
          sideways === 'phone'
            ? '-start-[9px] -top-2 sm:-start-2 sm:-top-[9px]'
            : '-start-2 -top-[9px] md:-start-[9px] md:-top-2',
        )}
      />
      <span
        className={clsx(
          hole,
          sideways === 'phone'
            ? '-start-[9px] -bottom-2 sm:start-auto sm:-end-2 sm:-top-[9px] sm:bottom-auto'
            : '-end-2 -top-[9px] md:end-auto md:-start-[9px] md:top-auto md:-bottom-2',
        )}
      />
    </span>
  )
}

/** The same size as what will come, so that nothing jumps. */
export function EventCardSkeleton({ featured = false }: { featured?: boolean }) {
  return (
    <div aria-hidden="true" className={clsx('grid overflow-hidden rounded-lg bg-surface', shape(featured))}>
      <div className={clsx('skeleton rounded-none', pictureShape(featured))} />
      <div className={clsx('grid content-center gap-2.5', featured ? 'p-5 sm:p-7 lg:p-10' : 'p-4 sm:p-5')}>
        <div className="skeleton h-4 w-2/3" />
        <div className={clsx('skeleton w-11/12', featured ? 'h-12' : 'h-7')} />
        <div className="skeleton h-4 w-1/2" />
        <div className="skeleton mt-3 h-6 w-1/3" />
      </div>
    </div>
  )
}

function shape(featured: boolean): string {
  return featured
    ? 'grid-rows-[auto_1fr] md:grid-cols-[1.35fr_1fr] md:grid-rows-1'
    : 'grid-cols-[7.25rem_1fr] sm:grid-cols-1 sm:grid-rows-[auto_1fr]'
}

function pictureShape(featured: boolean): string {
  return featured ? 'aspect-video md:h-full' : 'h-full max-sm:min-h-32 sm:aspect-16/10 sm:h-auto'
}
