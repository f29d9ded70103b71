import type { Order } from '../../../contract/shapes/orders.ts'

/** The moment it is done: said large, with light. */
export function Confirmation({ order }: { order: Order }) {
  return (
    <div className="relative isolate">
      <div className="absolute start-1/2 -top-16 -bottom-32 -z-10 w-screen -translate-x-1/2 bg-[radial-gradient(36rem_18rem_at_30%_30%,var(--glow),transparent_70%)] opacity-70" />
      <h1 className="font-extrabold tracking-[-0.035em] text-hero">You’re in.</h1>
      <p className="mt-4 max-w-[52ch] text-lg leading-relaxed text-ink-soft">
        {order.tickets.length === 1 ? 'Your ticket is' : `Your ${order.tickets.length} tickets are`} below and
        under My bookings. Booking{' '}
        <strong className="tabular whitespace-nowrap text-ink">{order.number}</strong>, for {order.buyer.name}
        .
      </p>
    </div>
  )
}
