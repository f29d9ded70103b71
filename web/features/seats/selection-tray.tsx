import { countOf } from '../../format/counts.ts'
import { formatMoney, formatPrice, sumMoney } from '../../format/money.ts'
import { Button } from '../../ui/button.tsx'
import type { Place } from './place.ts'
import { PlaceList } from './place-list.tsx'
import { Tray } from './tray.tsx'

interface SelectionTrayProps {
  places: readonly Place[]
  currency: string
  colorOf: (category: string) => string | undefined
  busy: boolean
  onRemove: (place: Place) => void
  onClear: () => void
  onReserve: () => void
}

/** What is selected and not yet anybody's: the list, the sum, and the button that makes it yours. */
export function SelectionTray({
  places,
  currency,
  colorOf,
  busy,
  onRemove,
  onClear,
  onReserve,
}: SelectionTrayProps) {
  const total = sumMoney(
    places.map((place) => place.price),
    currency,
  )
  return (
    <Tray
      label="Selected seats"
      summary={
        <>
          <span className="block text-sm text-ink-soft">
            {countOf(places.length, 'seat', 'seats')} selected
          </span>
          <span className="tabular block font-display text-xl font-bold">{formatPrice(total)}</span>
        </>
      }
      action={
        <Button size="l" busy={busy} onClick={onReserve}>
          Reserve {places.length > 1 ? `${places.length} seats` : 'seat'}
        </Button>
      }
      footnote="Reserved seats are yours alone while you check out."
    >
      <PlaceList places={places} colorOf={colorOf} onRemove={busy ? undefined : onRemove} />
      <div className="flex items-center justify-between border-t border-line pt-3">
        <Button look="ghost" size="s" className="-ms-3.5" onClick={onClear} disabled={busy}>
          Clear all
        </Button>
        {total.amount > 0 ? (
          <p className="tabular font-display text-xl font-bold max-lg:hidden">{formatMoney(total)}</p>
        ) : null}
      </div>
    </Tray>
  )
}
