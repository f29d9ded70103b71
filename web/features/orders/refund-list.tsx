import type { Order } from '../../../contract/shapes/orders.ts'
import { formatShortDay } from '../../format/dates.ts'
import { formatMoney } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/badge.tsx'

const tones = { due: 'warn', done: 'good', failed: 'bad' } as const

/** What goes back to the buyer: how much, why, since when, and whether it has arrived. */
export function RefundList({ order }: { order: Order }) {
  const t = useTexts().tickets.refunds
  if (order.refunds.length === 0) return null
  return (
    <section aria-labelledby="refunds" className="panel grid gap-1 p-5 text-start sm:p-6">
      <h2 id="refunds" className="text-lg font-semibold">
        {t.title}
      </h2>
      <ul className="divide-y divide-line">
        {order.refunds.map((refund) => (
          <li
            key={`${refund.createdAt} ${refund.amount.amount}`}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3"
          >
            <span>
              <strong className="tabular">{formatMoney(refund.amount)}</strong>{' '}
              <span className="text-ink-soft">{t.reasons[refund.reason]}</span>
              <span className="block text-sm text-ink-faint">
                {t.on(formatShortDay(refund.createdAt, order.event.timezone, new Date()))}
              </span>
            </span>
            <Badge tone={tones[refund.state]}>{t[refund.state]}</Badge>
          </li>
        ))}
      </ul>
    </section>
  )
}
