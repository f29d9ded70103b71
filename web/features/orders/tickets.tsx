import { useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { ScanView } from './scan-view.tsx'
import { TicketStub } from './ticket-stub.tsx'

/** All stubs of an order, and the view for the door. */
export function Tickets({ order }: { order: Order }) {
  const [scanning, setScanning] = useState<number | null>(null)
  return (
    <>
      <ul className="grid gap-4">
        {order.tickets.map((ticket, i) => (
          <li key={ticket.id}>
            <TicketStub order={order} ticket={ticket} onScan={() => setScanning(i)} />
          </li>
        ))}
      </ul>
      <ScanView tickets={order.tickets} at={scanning} onMove={setScanning} />
    </>
  )
}
