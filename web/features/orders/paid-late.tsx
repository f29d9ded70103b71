import type { Order } from '../../../contract/shapes/orders.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Notice } from '../../ui/notice.tsx'
import { joinLabels } from './seat-label.ts'

/** The money came when the time was over, and there are seats all the same: which, and why. */
export function PaidLate({ order }: { order: Order }) {
  const t = useTexts().orders.late
  if (!order.paidLate) return null
  if (order.replacedSeats === undefined) return <Notice title={t.kept.title}>{t.kept.text}</Notice>
  const labels = (seats: { label: string }[]) => joinLabels(seats.map(({ label }) => label))
  return (
    <Notice tone="warn" title={t.replaced.title} urgent>
      {t.replaced.text(labels(order.replacedSeats), labels(order.seats))}
    </Notice>
  )
}
