import { useMutation, useQuery } from '@tanstack/react-query'
import { FileDown, Mail, ReceiptText } from 'lucide-react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { uniqueKey } from '../../api/attempt.ts'
import { api } from '../../api/client.ts'
import { failureOf, unwrap } from '../../api/failure.ts'
import { keys } from '../../api/queries.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'

const icon = 'size-4.5'

/** What there is to print or keep of a booking, and the mail once more. */
export function OrderPapers({ order }: { order: Order }) {
  const t = useTexts().tickets.papers
  const path = `/api/v1/orders/${order.id}`
  const isPaid = order.total.amount > 0 && (order.state === 'confirmed' || order.state === 'refunded')
  const hasTickets = order.tickets.some(({ state }) => state === 'valid')
  const notes = useQuery({
    queryKey: [...keys.mine, 'order', order.id, 'credit-notes'],
    queryFn: async () => unwrap(await api.listCreditNotes({ params: { id: order.id } })).creditNotes,
    enabled: isPaid && order.refunds.some(({ state }) => state === 'done'),
  })
  if (!hasTickets && !isPaid) return null
  return (
    <section aria-label={t.title} className="flex flex-wrap gap-2 print:hidden">
      {hasTickets ? (
        <Paper href={`${path}/tickets.pdf`} Icon={FileDown}>
          {t.print}
        </Paper>
      ) : null}
      {isPaid ? (
        <Paper href={`${path}/receipt.pdf`} Icon={ReceiptText}>
          {t.receipt}
        </Paper>
      ) : null}
      {(notes.data ?? []).map(({ id, content }) => (
        <Paper key={id} href={`${path}/credit-notes/${id}.pdf`} Icon={ReceiptText}>
          {t.creditNote(content.number)}
        </Paper>
      ))}
      {hasTickets ? <Resend order={order} /> : null}
    </section>
  )
}

function Paper({ href, Icon, children }: { href: string; Icon: typeof FileDown; children: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" className={buttonStyle('quiet')}>
      <Icon aria-hidden="true" className={icon} />
      {children}
    </a>
  )
}

function Resend({ order }: { order: Order }) {
  const t = useTexts().tickets.papers
  const { toast } = useSpeaker()
  const resend = useMutation({
    mutationFn: async () => {
      const reply = await api.resendOrder({ params: { id: order.id } }, { idempotencyKey: uniqueKey() })
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: ({ recipient }) => {
      const { resent, resentTo } = texts().tickets.papers
      toast({ tone: 'good', title: resent, text: resentTo(recipient) })
    },
    onError: (error) => {
      const { title, text } = textOf(error)
      toast({ tone: 'bad', title, text })
    },
  })
  return (
    <Button
      look="quiet"
      busy={resend.isPending}
      icon={<Mail aria-hidden="true" className={icon} />}
      onClick={() => resend.mutate()}
    >
      {t.resend}
    </Button>
  )
}
