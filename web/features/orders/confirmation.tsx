import type { Order } from '../../../contract/shapes/orders.ts'
import { useTexts } from '../../i18n/texts.ts'

/** The moment it is done: said large, with light. */
export function Confirmation({ order }: { order: Order }) {
  const t = useTexts().orders
  const valid = order.tickets.filter(({ state }) => state === 'valid').length
  return (
    <div className="relative isolate">
      <div className="absolute start-1/2 -top-16 -bottom-32 -z-10 w-screen -translate-x-1/2 bg-[radial-gradient(36rem_18rem_at_30%_30%,var(--glow),transparent_70%)] opacity-70" />
      <h1 className="font-extrabold tracking-[-0.035em] text-hero">{t.done}</h1>
      <p className="mt-4 max-w-[52ch] text-lg leading-relaxed text-ink-soft">
        {t.doneText(valid || order.tickets.length, order.number, order.buyer.name, (words) => (
          <strong className="tabular whitespace-nowrap text-ink">{words}</strong>
        ))}
      </p>
    </div>
  )
}
