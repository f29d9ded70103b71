import { TicketX } from 'lucide-react'
import { useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { CancelDialog } from './cancel-dialog.tsx'

/** There only while the server would accept it. */
export function CancelButton({ order }: { order: Order }) {
  const t = useTexts().orders
  const [asking, setAsking] = useState(false)
  if (!order.cancellable) return null
  return (
    <>
      <Button
        look="ghost"
        icon={<TicketX aria-hidden="true" className="size-4.5" />}
        aria-haspopup="dialog"
        onClick={() => setAsking(true)}
      >
        {order.state === 'awaiting_payment' ? t.cancelOrder : t.cancelBooking}
      </Button>
      <CancelDialog order={order} open={asking} onClose={() => setAsking(false)} />
    </>
  )
}
