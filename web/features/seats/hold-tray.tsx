import { Link } from '@tanstack/react-router'
import type { Hold } from '../../../contract/shapes/holds.ts'
import { countOf } from '../../format/counts.ts'
import { formatPrice } from '../../format/money.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { PlaceList } from './place-list.tsx'
import { Tray } from './tray.tsx'

interface HoldTrayProps {
  hold: Hold
  holdSeconds: number
  colorOf: (category: string) => string | undefined
  busy: boolean
  /** Gives the places back; with `again` they stay selected, to be changed. */
  onRelease: (again: boolean) => void
  /** Whether the places are chairs on the map, which can be exchanged. */
  changeable: boolean
  inFlow: boolean
  onEnd: () => void
}

/** Places that are the visitor's for now: for how long, and where to go from here. */
export function HoldTray({
  hold,
  holdSeconds,
  colorOf,
  busy,
  changeable,
  inFlow,
  onRelease,
  onEnd,
}: HoldTrayProps) {
  return (
    <Tray
      lit
      inFlow={inFlow}
      label="Reserved for you"
      summary={
        <div className="flex items-center gap-3 lg:justify-between">
          <CountdownRing
            deadline={hold.expiresAt}
            totalSeconds={holdSeconds}
            label="Reserved for another"
            onEnd={onEnd}
            speaks
          />
          <p className="tabular leading-tight lg:text-end">
            <span className="block text-sm text-ink-soft">
              {countOf(hold.seats.length, 'place', 'places')}
            </span>
            <span className="block font-display font-bold lg:text-xl">{formatPrice(hold.total)}</span>
          </p>
        </div>
      }
      action={
        hold.orderId ? (
          <Link
            to="/orders/$orderId"
            params={{ orderId: hold.orderId }}
            className={buttonStyle('primary', 'l')}
          >
            Pay now
          </Link>
        ) : (
          <Link to="/checkout/$holdId" params={{ holdId: hold.id }} className={buttonStyle('primary', 'l')}>
            Check out
          </Link>
        )
      }
    >
      <p className="pb-2 font-display text-lg font-bold">Reserved for you</p>
      <PlaceList places={hold.seats} colorOf={colorOf} />
      {hold.orderId ? null : (
        <div className="-mx-3.5 flex flex-wrap gap-1 border-t border-line pt-2">
          {changeable ? (
            <Button look="ghost" size="s" disabled={busy} onClick={() => onRelease(true)}>
              Change seats
            </Button>
          ) : null}
          <Button look="ghost" size="s" disabled={busy} onClick={() => onRelease(false)}>
            Give back
          </Button>
        </div>
      )}
    </Tray>
  )
}
