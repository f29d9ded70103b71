import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Order } from '../../../contract/shapes/orders.ts'
import { attempt } from '../../api/attempt.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { keys, orderQuery } from '../../api/queries.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { formatMoney } from '../../format/money.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
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
  const t = useTexts().orders.cancel
  const { fee } = useTexts().tickets.cancel
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
      toast({
        tone: 'good',
        title: texts().orders.cancel.done,
        text: `${order.event.title}, ${order.number}`,
      })
    },
  })
  const failure = cancel.error ? textOf(cancel.error) : null
  const paid = order.state === 'confirmed' && order.total.amount > 0
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
          <Button look="danger" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 leading-relaxed">
        <p>
          {t.text(order.seats.length, order.event.title, (words) => (
            <strong className="text-ink">{words}</strong>
          ))}
        </p>
        <p>
          {paid
            ? t.refund(formatMoney(order.cancellation.refund))
            : order.total.amount > 0
              ? t.notCharged
              : t.wasFree}
        </p>
        {paid && order.cancellation.feePerTicket.amount > 0 ? (
          <p>{fee(formatMoney(order.cancellation.feePerTicket))}</p>
        ) : null}
        {failure ? (
          <Notice tone="bad" title={failure.title} urgent>
            {failure.text}
          </Notice>
        ) : null}
      </div>
    </Dialog>
  )
}
