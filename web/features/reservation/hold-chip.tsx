import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Hold } from '../../../contract/shapes/holds.ts'
import { myHoldsQuery } from '../../api/queries.ts'
import { useServerNow } from '../../clock/use-countdown.ts'
import { countOf } from '../../format/counts.ts'
import { CountdownRing } from '../../ui/countdown-ring.tsx'

/** Wherever the visitor wanders: seats are waiting for them, and for how long. */
export function HoldChip() {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { data, refetch } = useQuery(myHoldsQuery)
  const onEnd = useCallback(() => void refetch(), [refetch])
  const hold = data?.find((one) => one.state === 'live')
  if (!hold || path.startsWith('/checkout/') || path.startsWith('/orders/')) return null
  return <LiveChip hold={hold} onEnd={onEnd} />
}

function LiveChip({ hold, onEnd }: { hold: Hold; onEnd: () => void }) {
  const now = useServerNow()
  if (Date.parse(hold.expiresAt) <= now) return null
  const inner = (
    <>
      <CountdownRing
        deadline={hold.expiresAt}
        totalSeconds={300}
        label={`${countOf(hold.seats.length, 'place', 'places')} reserved for`}
        onEnd={onEnd}
        size="s"
      />
      <span className="max-sm:sr-only">Continue</span>
    </>
  )
  const look =
    'hold-chip inline-flex min-h-11 items-center gap-2 rounded-full border border-line bg-accent-wash px-3.5 text-sm font-medium text-ink transition-colors hover:border-line-strong'
  return hold.orderId ? (
    <Link to="/orders/$orderId" params={{ orderId: hold.orderId }} className={look}>
      {inner}
    </Link>
  ) : (
    <Link to="/checkout/$holdId" params={{ holdId: hold.id }} className={look}>
      {inner}
    </Link>
  )
}
