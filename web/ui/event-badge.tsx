import { Armchair, Clock, Flame } from 'lucide-react'
import type { Event } from '../../contract/shapes/events.ts'
import { useServerNow } from '../clock/use-countdown.ts'
import { type EventBadge as Badge, badgeOf } from '../format/event-status.ts'
import { useTexts } from '../i18n/texts.ts'
import { Badge as BadgeShape } from './badge.tsx'

type Facts = Pick<Event, 'status' | 'onSaleAt' | 'available' | 'capacity'>

const pictures: Record<Badge['kind'], typeof Clock | null> = {
  full: Armchair,
  almost: Flame,
  soon: Clock,
  over: null,
}

/** Ticks only where there is something to count down to. */
export function EventBadge({ event }: { event: Facts }) {
  useTexts()
  return event.status === 'scheduled' ? <Ticking event={event} /> : <Drawn badge={badgeOf(event, 0)} />
}

function Ticking({ event }: { event: Facts }) {
  return <Drawn badge={badgeOf(event, useServerNow())} />
}

function Drawn({ badge }: { badge: Badge | null }) {
  if (!badge) return null
  const Picture = pictures[badge.kind]
  return (
    <BadgeShape tone={badge.tone} icon={Picture ? <Picture aria-hidden="true" className="size-3.5" /> : null}>
      {badge.text}
    </BadgeShape>
  )
}
