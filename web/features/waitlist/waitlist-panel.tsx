import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { WaitlistPlace, WaitlistWish } from '../../../contract/shapes/waitlist.ts'
import { keys } from '../../api/queries.ts'
import { isOpen, myWaitlistQuery } from '../../api/waitlist-query.ts'
import { useTexts } from '../../i18n/texts.ts'
import { JoinForm } from './join-form.tsx'
import { WaitingPlace } from './waiting-place.tsx'

interface WaitlistPanelProps {
  event: Event
  person: { name: string; email: string } | null
  /** What could not be had; null: nothing was asked for yet. */
  wish: Pick<WaitlistWish, 'quantity' | 'category' | 'adjacent'> | null
  /** Nothing at all is free. */
  soldOut: boolean
}

/** On an event's page: the way onto its waitlist, or the visitor's place on it. */
export function WaitlistPanel({ event, person, wish, soldOut }: WaitlistPanelProps) {
  const t = useTexts().waitlist
  const client = useQueryClient()
  const places = useQuery(myWaitlistQuery).data
  const mine = places?.filter(({ eventId }) => eventId === event.id) ?? []
  const place = useFollowed(mine)
  const lapsed = mine[0]?.state === 'lapsed' && !place
  const { waitlist } = event
  // The form that was here gives way to something shorter, which is then looked at from its beginning.
  const joined = place?.id
  const before = useRef(joined)
  useEffect(() => {
    if (joined && !before.current && places)
      document.getElementById('waitlist')?.scrollIntoView({ block: 'nearest' })
    before.current = joined
  }, [joined, places])
  const asks = places !== undefined && waitlist !== null && (soldOut || wish !== null)
  if (!place && !asks) return null
  return (
    <section
      id="waitlist"
      aria-label={t.title}
      className="panel relative isolate scroll-mt-24 overflow-hidden p-6 sm:p-8"
    >
      <div className="absolute inset-0 -z-10 bg-[radial-gradient(closest-side,var(--glow),transparent)] opacity-50" />
      <div className="mx-auto max-w-2xl">
        {place ? (
          <WaitingPlace place={place} onEnd={() => void client.invalidateQueries({ queryKey: keys.mine })} />
        ) : waitlist ? (
          <div className="grid gap-5">
            <div>
              <h2 className="text-heading font-bold">{lapsed ? t.lapsed.title : t.join.title}</h2>
              <p className="mt-2 text-ink-soft">{lapsed ? t.lapsed.text : t.join.text}</p>
            </div>
            <JoinForm
              key={JSON.stringify([wish, person])}
              event={{ ...event, waitlist }}
              person={person}
              wish={wish ?? { quantity: 1 }}
            />
          </div>
        ) : null}
      </div>
    </section>
  )
}

/** The place that is open, or the one that was a moment ago, while this page was looking: its end is told here, too. */
function useFollowed(mine: readonly WaitlistPlace[]): WaitlistPlace | undefined {
  const followed = useRef<string | null>(null)
  const open = mine.find(isOpen)
  if (open) followed.current = open.id
  return open ?? mine.find(({ id, state }) => id === followed.current && state === 'fulfilled')
}
