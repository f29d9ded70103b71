import type { Order } from '../../../contract/schemas.ts'

/** The moment it is done: said large, with light. */
export function Confirmation({ order }: { order: Order }) {
  return (
    <div className="relative isolate">
      <div className="absolute inset-x-0 -top-16 -bottom-24 -z-10 bg-[radial-gradient(30rem_16rem_at_16%_26%,var(--glow),transparent_70%)] opacity-70" />
      <h1 className="font-extrabold tracking-[-0.035em] text-hero">You’re in.</h1>
      <p className="mt-4 max-w-[52ch] text-lg leading-relaxed text-ink-soft">
        {order.tickets.length === 1 ? 'Your ticket is' : `Your ${order.tickets.length} tickets are`} below and
        under My bookings. Booking <strong className="tabular text-ink">{order.number}</strong>, for{' '}
        {order.buyer.name}.
      </p>
    </div>
  )
}
