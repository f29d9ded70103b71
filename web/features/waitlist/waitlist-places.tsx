import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { keys } from '../../api/queries.ts'
import { isOpen, myWaitlistQuery } from '../../api/waitlist-query.ts'
import { formatMoment } from '../../format/dates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { WaitingPlace } from './waiting-place.tsx'

/** Among the visitor's bookings: what they wait for, and what they are offered. */
export function WaitlistPlaces() {
  const t = useTexts().waitlist
  const client = useQueryClient()
  const places = useQuery({ ...myWaitlistQuery, refetchOnWindowFocus: 'always' }).data?.filter(isOpen) ?? []
  if (places.length === 0) return null
  return (
    <section aria-label={t.title} className="mt-7">
      <h2 className="text-heading font-bold">{t.title}</h2>
      <ul className="mt-4 grid gap-4">
        {places.map((place) => (
          <li key={place.id} className="panel grid gap-4 p-5 sm:p-6">
            <p>
              <Link
                to="/events/$slug"
                params={{ slug: place.event.slug }}
                className="font-display text-lg font-bold underline-offset-4 hover:underline"
              >
                {place.event.title}
              </Link>
              <span className="block text-sm text-ink-faint">{formatMoment(place.event.startsAt)}</span>
            </p>
            <WaitingPlace
              place={place}
              onEnd={() => void client.invalidateQueries({ queryKey: keys.mine })}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}
