import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Order } from '../../../contract/shapes/orders.ts'
import { attempt } from '../../api/attempt.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { keys, orderQuery } from '../../api/queries.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { countOf } from '../../format/counts.ts'
import { formatMoney } from '../../format/money.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'

interface CancelDialogProps {
  order: Order
  open: boolean
  onClose: () => void
}

/** Asks before seats are given away, and says what happens with the money. */
export function CancelDialog({ order, open, onClose }: CancelDialogProps) {
  const client = useQueryClient()
  const { toast } = useSpeaker()
  const cancel = useMutation({
    mutationFn: async () => {
      const reply = await attempt(
        (options) => api.cancelOrder({ params: { id: order.id } }, options),
        `cancel-${order.id}`,
      )
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: (cancelled) => {
      client.setQueryData(orderQuery(order.id).queryKey, cancelled)
      void client.invalidateQueries({ queryKey: [...keys.mine, 'orders'] })
      void client.invalidateQueries({ queryKey: [...keys.mine, 'holds'] })
      void client.invalidateQueries({ queryKey: keys.event(order.event.slug) })
      onClose()
      toast({ tone: 'good', title: 'Booking cancelled', text: `${order.event.title}, ${order.number}` })
    },
  })
  const failure = cancel.error ? textOf(cancel.error) : null
  const paid = order.state === 'confirmed' && order.total.amount > 0
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Cancel this booking?"
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            Keep it
          </Button>
          <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            Cancel the booking
          </Button>
        </>
      }
    >
      <div className="grid gap-4 leading-relaxed">
        <p>
          {countOf(order.seats.length, 'place', 'places')} for{' '}
          <strong className="text-ink">{order.event.title}</strong> will be free for others at once. This
          cannot be undone.
        </p>
        <p>
          {paid
            ? `${formatMoney(order.total)} will be refunded in full, the way you paid.`
            : order.total.amount > 0
              ? 'Nothing has been charged, so there is nothing to refund.'
              : 'The booking was free, so there is nothing to refund.'}
        </p>
        {failure ? (
          <Notice tone="bad" title={failure.title} urgent>
            {failure.text}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  )
}
