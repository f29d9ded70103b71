import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import type { Money } from '../../../contract/shapes/basics.ts'
import type { BookedSeat } from '../../../contract/shapes/holds.ts'
import type { Quote } from '../../../contract/shapes/prices.ts'
import { formatDay, formatTime } from '../../format/dates.ts'
import { formatPrice } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Artwork } from '../../ui/artwork.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { MoreTime } from '../../ui/more-time.tsx'
import { PriceLines, TaxNote } from './price-lines.tsx'

interface OrderSummaryProps {
  event: {
    title: string
    artwork: string | null
    startsAt: string
    timezone: string
    venue: { name: string; city?: string }
  }
  seats: readonly BookedSeat[]
  total: Money
  deadline: string
  totalSeconds: number
  onEnd: () => void
  /** How it comes to the total; absent when that is simply the sum of the places. */
  quote?: Quote | undefined
  /** The sum is being worked out anew. */
  isStale?: boolean
  /** More time, where it is to be had. */
  moreTime?: ComponentProps<typeof MoreTime>['time']
}

/** What is being bought, for how much, and how long it is kept: in sight all through checkout. */
export function OrderSummary({
  event,
  seats,
  total,
  deadline,
  totalSeconds,
  onEnd,
  quote,
  isStale = false,
  moreTime,
}: OrderSummaryProps) {
  const t = useTexts()
  return (
    <section aria-label={t.checkout.yourOrder} className="panel overflow-hidden">
      <div className="flex items-center justify-between gap-4 border-b border-line bg-accent-wash px-6 py-3 max-lg:hidden">
        <p className="font-medium">{t.seats.reservedForYou}</p>
        <CountdownRing
          deadline={deadline}
          totalSeconds={totalSeconds}
          label={t.seats.reservedFor}
          onEnd={onEnd}
          speaks
        />
      </div>
      {moreTime ? <MoreTime time={moreTime} className="px-3 pt-3 max-lg:hidden" /> : null}
      <div className="flex gap-4 p-5 lg:px-6">
        <Artwork src={event.artwork} title={event.title} className="size-20 shrink-0 rounded-md" eager />
        <div className="min-w-0 leading-snug">
          <p className="font-display text-lg font-bold">{event.title}</p>
          <p className="mt-1 text-sm text-ink-soft">
            {formatDay(event.startsAt, event.timezone)}, {formatTime(event.startsAt, event.timezone)}
          </p>
          <p className="text-sm text-ink-soft">
            {[event.venue.name, event.venue.city].filter(Boolean).join(', ')}
          </p>
        </div>
      </div>
      <ul className="mx-5 divide-y divide-line border-t border-line lg:mx-6">
        {groupSeats(quote ? linesOf(quote) : seats, t.checkout.times).map((group) => (
          <li key={group.key} className="flex items-baseline justify-between gap-4 py-2.5">
            <div className="leading-snug">
              <p className="text-[0.9375rem] font-medium">{group.label}</p>
              <p className="text-sm text-ink-faint">{group.category}</p>
            </div>
            <p className="tabular text-[0.9375rem]">{formatPrice(group.price)}</p>
          </li>
        ))}
      </ul>
      {quote ? <PriceLines quote={quote} /> : null}
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-t border-line px-5 py-4 lg:px-6">
        <p className="font-medium">
          {t.checkout.total(
            (places) => (
              <span className="font-normal text-ink-faint">{places}</span>
            ),
            seats.length,
          )}
        </p>
        <p
          aria-busy={isStale}
          className={clsx(
            'tabular font-display text-2xl font-bold transition-opacity',
            isStale && 'opacity-50',
          )}
        >
          {formatPrice(total)}
        </p>
        {quote ? (
          <div className="basis-full">
            <TaxNote tax={quote.tax} />
          </div>
        ) : null}
      </div>
    </section>
  )
}

/** Places at their own prices: what is added or taken off stands below them. */
function linesOf(quote: Quote): BookedSeat[] {
  return quote.lines.map(({ seatId, label, category, concession, price }, index) => ({
    ...{ seatId, index, label, price },
    category: concession === null ? category : `${category} · ${concession}`,
  }))
}

/** On a phone the time left and the sum stay at the top of the screen while the form scrolls beneath. */
export function OrderBar({
  total,
  deadline,
  totalSeconds,
  moreTime,
}: Pick<OrderSummaryProps, 'total' | 'deadline' | 'totalSeconds' | 'moreTime'>) {
  const t = useTexts()
  return (
    <div className="glass sticky top-(--header-height) z-20 -mx-5 -mt-6 mb-5 flex flex-wrap items-center justify-between gap-x-4 border-b border-line px-5 py-2 sm:-mx-10 sm:-mt-10 sm:px-10 lg:hidden">
      <CountdownRing deadline={deadline} totalSeconds={totalSeconds} label={t.seats.reservedFor} />
      <p className="leading-tight">
        <span className="text-sm text-ink-soft">{t.checkout.totalShort}</span>{' '}
        <span className="tabular font-display text-xl font-bold">{formatPrice(total)}</span>
      </p>
      {moreTime ? <MoreTime time={moreTime} className="basis-full pt-2 pb-1" /> : null}
    </div>
  )
}

interface SeatGroup {
  key: string
  label: string
  category: string
  price: Money
}

/** Places with the same label (standing room) are one line with a count; numbered seats stay one by one. */
export function groupSeats(
  seats: readonly BookedSeat[],
  times: (count: number, place: string) => string,
): SeatGroup[] {
  const groups = new Map<string, BookedSeat[]>()
  for (const seat of seats) {
    const key = `${seat.label}|${seat.category}|${seat.price.amount}`
    groups.set(key, [...(groups.get(key) ?? []), seat])
  }
  return [...groups].flatMap(([key, members]) => {
    const first = members[0]
    if (!first) return []
    const count = members.length
    return {
      key,
      label: count > 1 ? times(count, placeName(first.label)) : placeName(first.label),
      category: first.category,
      price: { ...first.price, amount: first.price.amount * count },
    }
  })
}
