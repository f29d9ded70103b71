import { Share2 } from 'lucide-react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { api } from '../../api/client.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { CalendarButton } from './calendar-button.tsx'
import { CancelButton } from './cancel-button.tsx'

/** What one does with tickets besides showing them. */
export function OrderActions({ order }: { order: Order }) {
  const t = useTexts().orders
  const { toast } = useSpeaker()
  const { event } = order

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
          <CalendarButton
            slug={event.slug}
            fetchEntry={() => api.orderCalendar({ params: { id: order.id } })}
          />
          <Button
            look="quiet"
            icon={<Share2 aria-hidden="true" className="size-4.5" />}
            onClick={() => void share()}
          >
            {t.share}
          </Button>
        </>
      ) : null}
      {/* On a phone it has a line of its own, and no border: its words begin where the line does. */}
      <div className="max-sm:-ms-5 empty:hidden">
        <CancelButton order={order} />
      </div>
    </div>
  )
}
