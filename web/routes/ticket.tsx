import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { HeldTicket } from '../../contract/shapes/tickets.ts'
import { useAccount } from '../api/account.ts'
import { api } from '../api/client.ts'
import { ticketQuery } from '../api/queries.ts'
import { KeepInAccount } from '../features/account/keep-in-account.tsx'
import { NotYours } from '../features/app/not-yours.tsx'
import { CalendarButton } from '../features/orders/calendar-button.tsx'
import { ScanView } from '../features/orders/scan-view.tsx'
import { TicketStub } from '../features/orders/ticket-stub.tsx'
import { TicketTools } from '../features/orders/ticket-tools.tsx'
import { useTexts } from '../i18n/texts.ts'
import { PagePending } from './page-pending.tsx'

const route = getRouteApi('/tickets/$ticketId')

/** A single ticket, such as one that was passed on. */
export function TicketPage() {
  const t = useTexts()
  const { ticketId } = route.useParams()
  const ticket = useQuery({ ...ticketQuery(ticketId), refetchOnWindowFocus: 'always' })
  return (
    <div className="page py-6 sm:py-10">
      <title>{t.app.title(ticket.data?.event.title ?? t.tickets.received.page)}</title>
      {ticket.data ? (
        <Held ticket={ticket.data} />
      ) : ticket.isError ? (
        <NotYours page={`/tickets/${ticketId}`} error={ticket.error} onRetry={() => void ticket.refetch()} />
      ) : (
        <PagePending />
      )}
    </div>
  )
}

function Held({ ticket }: { ticket: HeldTicket }) {
  const t = useTexts().tickets.received
  const account = useAccount()
  const navigate = useNavigate()
  const [scanning, setScanning] = useState<number | null>(null)
  const { receivedFrom, event } = ticket
  return (
    <div className="mx-auto grid max-w-4xl gap-8">
      <div>
        <h1 className="font-extrabold tracking-[-0.03em] text-title">{t.heading}</h1>
        {receivedFrom ? (
          <p className="mt-3 text-lg text-ink-soft">
            {t.text(receivedFrom, (words) => (
              <strong className="text-ink">{words}</strong>
            ))}
          </p>
        ) : null}
      </div>
      {ticket.state === 'valid' ? (
        <div className="flex flex-wrap gap-2 print:hidden">
          <CalendarButton
            slug={event.slug}
            fetchEntry={() => api.ticketCalendar({ params: { id: ticket.id } })}
          />
        </div>
      ) : null}
      <TicketStub
        event={event}
        orderNumber={ticket.orderNumber}
        ticket={ticket}
        usualName={ticket.attendee ?? ''}
        onScan={() => setScanning(0)}
        tools={
          <TicketTools
            ticket={ticket}
            wallets={ticket.wallets}
            onTransferred={() => void navigate({ to: '/bookings' })}
          />
        }
      />
      <ScanView tickets={[ticket]} at={scanning} onMove={setScanning} />
      {account === null ? <KeepInAccount name={ticket.attendee ?? ''} email={null} /> : null}
    </div>
  )
}
