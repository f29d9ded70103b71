import { FileDown, Send, TicketX, WalletCards } from 'lucide-react'
import { useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { TicketCancelDialog } from './ticket-cancel-dialog.tsx'
import { TransferDialog } from './transfer-dialog.tsx'

interface TicketToolsProps {
  ticket: Ticket
  wallets: Order['wallets']
  /** The order, for its buyer: one of several tickets can be given back. */
  order?: Order
  onTransferred?: () => void
}

const icon = 'size-4'

/** What can be done with one valid ticket. */
export function TicketTools({ ticket, wallets, order, onTransferred }: TicketToolsProps) {
  const t = useTexts().tickets
  const [asking, setAsking] = useState<'transfer' | 'cancel' | null>(null)
  const place = placeName(ticket.seat.label)
  const path = `/api/v1/tickets/${ticket.id}`
  const isOneOfSeveral = (order?.tickets.filter(({ state }) => state === 'valid').length ?? 0) > 1
  const isInTime = order?.cancellation.until != null && order.cancellation.until > order.serverTime
  return (
    <div className="flex flex-wrap gap-x-1 gap-y-1 print:hidden">
      {ticket.transferable ? (
        <Button
          look="ghost"
          size="s"
          aria-label={t.passOnOf(place)}
          aria-haspopup="dialog"
          icon={<Send aria-hidden="true" className={icon} />}
          onClick={() => setAsking('transfer')}
        >
          {t.passOn}
        </Button>
      ) : null}
      <a
        href={`${path}/ticket.pdf`}
        target="_blank"
        rel="noreferrer"
        aria-label={t.printOf(place)}
        className={buttonStyle('ghost', 's')}
      >
        <FileDown aria-hidden="true" className={icon} />
        {t.print}
      </a>
      {wallets.includes('apple') ? (
        <a href={`${path}/apple.pkpass`} className={buttonStyle('ghost', 's')}>
          <WalletCards aria-hidden="true" className={icon} />
          {t.apple}
        </a>
      ) : null}
      {wallets.includes('google') ? <GoogleWallet ticketId={ticket.id} /> : null}
      {order && isOneOfSeveral && isInTime ? (
        <Button
          look="ghost"
          size="s"
          aria-label={t.cancelOf(place)}
          aria-haspopup="dialog"
          icon={<TicketX aria-hidden="true" className={icon} />}
          onClick={() => setAsking('cancel')}
        >
          {t.cancelOne}
        </Button>
      ) : null}
      <TransferDialog
        ticket={ticket}
        open={asking === 'transfer'}
        onClose={() => setAsking(null)}
        onDone={onTransferred}
      />
      {order ? (
        <TicketCancelDialog
          order={order}
          ticket={ticket}
          open={asking === 'cancel'}
          onClose={() => setAsking(null)}
        />
      ) : null}
    </div>
  )
}

/** The address is made when it is asked for: it carries the ticket inside, signed. */
function GoogleWallet({ ticketId }: { ticketId: string }) {
  const t = useTexts().tickets
  const { toast } = useSpeaker()
  const [busy, setBusy] = useState(false)
  const add = async () => {
    setBusy(true)
    const reply = await api.googlePass({ params: { id: ticketId } })
    setBusy(false)
    if (reply.ok) location.assign(reply.value.url)
    else toast({ tone: 'bad', ...textOf(failureOf(reply)) })
  }
  return (
    <Button
      look="ghost"
      size="s"
      busy={busy}
      icon={<WalletCards aria-hidden="true" className={icon} />}
      onClick={() => void add()}
    >
      {t.google}
    </Button>
  )
}
