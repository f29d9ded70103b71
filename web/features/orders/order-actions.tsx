import { CalendarPlus, Share2 } from 'lucide-react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { calendarFile, saveFile } from './calendar-file.ts'
import { CancelButton } from './cancel-button.tsx'

/** What one does with tickets besides showing them. */
export function OrderActions({ order }: { order: Order }) {
  const { toast } = useSpeaker()
  const { event } = order

  const addToCalendar = () => {
    const file = calendarFile(
      {
        id: order.id,
        title: event.title,
        startsAt: event.startsAt,
        endsAt: event.endsAt,
        location: [event.venue.name, event.venue.address, event.venue.city].filter(Boolean).join(', '),
        notes: [`Booking ${order.number}`, ...order.seats.map((seat) => seat.label)].join('\n'),
        url: location.href,
      },
      Date.now(),
    )
    saveFile(`${event.slug}.ics`, 'text/calendar', file)
  }

  // The order's own address is private; what is shared is the event.
  const share = async () => {
    const data = {
      title: event.title,
      text: `I am going to ${event.title}. Come along!`,
      url: `${location.origin}/events/${event.slug}`,
    }
    try {
      if (navigator.share) await navigator.share(data)
      else {
        await navigator.clipboard.writeText(data.url)
        toast({ tone: 'good', title: 'Link copied', text: 'It leads to the event, not to your tickets.' })
      }
    } catch (error) {
      if ((error as Error).name !== 'AbortError') toast({ title: 'Share this address', text: data.url })
    }
  }

  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {order.state === 'confirmed' ? (
        <>
          <Button
            look="quiet"
            icon={<CalendarPlus aria-hidden="true" className="size-4.5" />}
            onClick={addToCalendar}
          >
            Add to calendar
          </Button>
          <Button
            look="quiet"
            icon={<Share2 aria-hidden="true" className="size-4.5" />}
            onClick={() => void share()}
          >
            Share
          </Button>
        </>
      ) : null}
      <CancelButton order={order} />
    </div>
  )
}
