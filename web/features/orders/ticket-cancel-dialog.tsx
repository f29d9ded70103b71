import { useQueryClient } from '@tanstack/react-query'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { api } from '../../api/client.ts'
import { keys } from '../../api/queries.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { formatMoney } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { useTicketChange } from './use-ticket-change.ts'

interface TicketCancelDialogProps {
  order: Order
  ticket: Ticket
  open: boolean
  onClose: () => void
}

/** Gives back one ticket of several. */
export function TicketCancelDialog({ order, ticket, open, onClose }: TicketCancelDialogProps) {
  const t = useTexts().tickets.cancel
  const client = useQueryClient()
  const { toast } = useSpeaker()
  const cancel = useTicketChange(
    ticket,
    (ticketIds: string[], options) =>
      api.cancelOrder({ params: { id: order.id }, body: { ticketIds } }, options),
    () => {
      void client.invalidateQueries({ queryKey: keys.event(order.event.slug) })
      onClose()
      const title = texts().tickets.cancel.done
      toast({ tone: 'good', title, text: `${order.event.title}, ${placeName(ticket.seat.label)}` })
    },
  )
  const failure = cancel.error ? textOf(cancel.error) : null
  const fee = order.cancellation.feePerTicket
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t.title}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t.keep}
          </Button>
          <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate([ticket.id])}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 leading-relaxed">
        <p>
          {t.text(placeName(ticket.seat.label), (words) => (
            <strong className="text-ink">{words}</strong>
          ))}
        </p>
        <p>{order.total.amount > 0 ? t.refund : t.wasFree}</p>
        {order.total.amount > 0 && fee.amount > 0 ? <p>{t.fee(formatMoney(fee))}</p> : null}
        {failure ? (
          <Notice tone="bad" title={failure.title} urgent>
            {failure.text}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  )
}
