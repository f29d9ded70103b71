import { Link } from '@tanstack/react-router'
import type { Hold } from '../../../contract/shapes/holds.ts'
import { useMoreTime } from '../../api/use-more-time.ts'
import { formatPrice } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { MoreTime } from '../../ui/more-time.tsx'
import { PlaceList } from './place-list.tsx'
import { Tray } from './tray.tsx'

interface HoldTrayProps {
  hold: Hold
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
export function HoldTray({ hold, colorOf, busy, changeable, inFlow, onRelease, onEnd }: HoldTrayProps) {
  const t = useTexts()
  const moreTime = useMoreTime(hold)
  return (
    <Tray
      lit
      inFlow={inFlow}
      label={t.seats.reservedForYou}
      banner={<MoreTime time={moreTime} className="mx-5 mb-2 lg:mx-6 lg:mt-3 lg:mb-0" />}
      summary={
        <div className="flex items-center gap-3 lg:justify-between">
          <CountdownRing
            deadline={hold.expiresAt}
            totalSeconds={hold.holdSeconds}
            label={t.seats.reservedFor}
            onEnd={onEnd}
            speaks
          />
          <p className="tabular leading-tight lg:text-end">
            <span className="block text-sm text-ink-soft">{t.formats.places(hold.seats.length)}</span>
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
            {t.seats.payNow}
          </Link>
        ) : (
          <Link to="/checkout/$holdId" params={{ holdId: hold.id }} className={buttonStyle('primary', 'l')}>
            {t.seats.checkOut}
          </Link>
        )
      }
    >
      <p className="pb-2 font-display text-lg font-bold">{t.seats.reservedForYou}</p>
      <PlaceList places={hold.seats} colorOf={colorOf} />
      {hold.orderId ? null : (
        <div className="-mx-3.5 flex flex-wrap gap-1 border-t border-line pt-2">
          {changeable ? (
            <Button look="ghost" size="s" disabled={busy} onClick={() => onRelease(true)}>
              {t.seats.changeSeats}
            </Button>
          ) : null}
          <Button look="ghost" size="s" disabled={busy} onClick={() => onRelease(false)}>
            {t.seats.giveBack}
          </Button>
        </div>
      )}
    </Tray>
  )
}
