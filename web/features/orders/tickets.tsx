import { useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { ScanView } from './scan-view.tsx'
import { TicketStub } from './ticket-stub.tsx'
import { TicketTools } from './ticket-tools.tsx'

/** All stubs of an order, and the view for the door. */
export function Tickets({ order }: { order: Order }) {
  const [scanning, setScanning] = useState<number | null>(null)
  const shown = order.tickets.filter(({ code }) => code !== undefined)
  return (
    <>
      <ul className="grid gap-4">
        {order.tickets.map((ticket) => (
          <li key={ticket.id}>
            <TicketStub
              event={order.event}
              orderNumber={order.number}
              ticket={ticket}
              usualName={order.buyer.name}
              onScan={() => setScanning(shown.indexOf(ticket))}
              tools={<TicketTools ticket={ticket} wallets={order.wallets} order={order} />}
            />
          </li>
        ))}
      </ul>
      <ScanView tickets={shown} at={scanning} onMove={setScanning} />
    </>
  )
}
