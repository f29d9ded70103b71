import { CalendarPlus, Share2 } from 'lucide-react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { calendarFile, saveFile } from './calendar-file.ts'
import { CancelButton } from './cancel-button.tsx'

/** What one does with tickets besides showing them. */
export function OrderActions({ order }: { order: Order }) {
  const t = useTexts().orders
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
        notes: [t.calendarNote(order.number), ...order.seats.map((seat) => placeName(seat.label))].join('\n'),
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
      text: t.shareText(event.title),
      url: `${location.origin}/events/${event.slug}`,
    }
    try {
      if (navigator.share) await navigator.share(data)
      else {
        await navigator.clipboard.writeText(data.url)
        toast({ tone: 'good', ...t.linkCopied })
      }
    } catch (error) {
      if ((error as Error).name !== 'AbortError') toast({ title: t.shareThis, text: data.url })
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
            {t.addToCalendar}
          </Button>
          <Button
            look="quiet"
            icon={<Share2 aria-hidden="true" className="size-4.5" />}
            onClick={() => void share()}
          >
            {t.share}
          </Button>
        </>
      ) : null}
      <CancelButton order={order} />
    </div>
  )
}
