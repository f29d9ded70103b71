import { useQuery } from '@tanstack/react-query'
import { Link, useRouterState } from '@tanstack/react-router'
import { useCallback } from 'react'
import type { Hold } from '../../../contract/shapes/holds.ts'
import { myHoldsQuery } from '../../api/queries.ts'
import { useMoreTime } from '../../api/use-more-time.ts'
import { useServerNow } from '../../clock/use-countdown.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
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
  const { seats: t, moreTime: words } = useTexts()
  const more = useMoreTime(hold)
  const now = useServerNow()
  if (Date.parse(hold.expiresAt) <= now) return null
  const inner = (
    <>
      <CountdownRing
        deadline={hold.expiresAt}
        totalSeconds={hold.holdSeconds}
        label={(time) => t.placesReservedFor(hold.seats.length, time)}
        onEnd={onEnd}
        size="s"
      />
      <span className="max-sm:sr-only">{t.continue}</span>
    </>
  )
  const look =
    'inline-flex min-h-11 items-center gap-2 rounded-full border border-line bg-accent-wash px-3.5 max-sm:px-2.5 text-sm font-medium text-ink transition-colors hover:border-line-strong'
  const chip = hold.orderId ? (
    <Link to="/orders/$orderId" params={{ orderId: hold.orderId }} className={look}>
      {inner}
    </Link>
  ) : (
    <Link to="/checkout/$holdId" params={{ holdId: hold.id }} className={look}>
      {inner}
    </Link>
  )
  return (
    <div className="hold-chip flex items-center gap-1.5">
      {chip}
      <div role="status">
        {more.offered ? (
          <Button
            size="s"
            busy={more.busy}
            data-more-time
            className="tabular min-h-11 whitespace-nowrap max-sm:px-2.5"
            onClick={more.ask}
          >
            <span aria-hidden="true">{words.short(more.amountShort)}</span>
            <span className="sr-only">
              {words.nearlyOver} {words.get(more.amount)}. {words.left(more.left)}
            </span>
          </Button>
        ) : more.given ? (
          <span className="sr-only">
            {words.given(more.amount)} {more.left === 0 ? words.noneLeft : words.leftAfter(more.left)}
          </span>
        ) : null}
      </div>
    </div>
  )
}
