import type { ReactNode } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import { formatCountry } from '../../format/country.ts'
import { formatMoney } from '../../format/money.ts'
import { useLocale, useTexts } from '../../i18n/texts.ts'

/** What it is, where it is, and the rules: below the way in, for those who want to know more. */
export function EventAbout({ event, limits }: { event: Event; limits: string }) {
  const { event: t, prices } = useTexts()
  const locale = useLocale()
  const { venue, holdSeconds } = event
  const minutes = Math.max(1, Math.round(holdSeconds / 60))
  return (
    <section aria-label={t.aboutLabel} className="page mt-16 grid gap-12 lg:grid-cols-[1fr_20rem] lg:gap-20">
      <div className={event.description.trim() === '' ? 'hidden' : undefined}>
        <h2 className="text-heading font-bold">{t.about}</h2>
        <div className="mt-4 grid max-w-[68ch] gap-4 text-[1.0625rem] leading-[1.7] text-ink-soft">
          {event.description
            .split(/\n\s*\n/)
            .filter((paragraph) => paragraph.trim() !== '')
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
        </div>
      </div>
      <div className="grid content-start gap-8 text-[0.9375rem] leading-relaxed">
        <Part title={t.venue}>
          <p className="font-medium text-ink">{venue.name}</p>
          {venue.address ? <p>{venue.address}</p> : null}
          {venue.city ? (
            <p>{[venue.city, formatCountry(venue.country, locale)].filter(Boolean).join(', ')}</p>
          ) : null}
        </Part>
        <Part title={t.goodToKnow}>
          <p>{limits}</p>
          <p className="mt-2">{t.holdRule(minutes)}</p>
          {event.fees.perTicket.amount > 0 || event.tax ? (
            <p className="mt-2">{prices.feesIncluded}</p>
          ) : null}
          {event.fees.perOrder.amount > 0 ? (
            <p className="mt-2">{prices.orderFee(formatMoney(event.fees.perOrder))}</p>
          ) : null}
        </Part>
      </div>
    </section>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="font-display text-lg font-bold">{title}</h2>
      <div className="mt-2 text-ink-soft">{children}</div>
    </div>
  )
}
