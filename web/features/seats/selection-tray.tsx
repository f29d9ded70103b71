import { formatMoney, formatPrice, sumMoney } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
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
  const t = useTexts().seats
  const total = sumMoney(
    places.map((place) => place.price),
    currency,
  )
  return (
    <Tray
      label={t.selectedSeats}
      summary={
        <>
          <span className="block text-sm text-ink-soft">{t.selected(places.length)}</span>
          <span className="tabular block font-display text-xl font-bold">{formatPrice(total)}</span>
        </>
      }
      action={
        <Button size="l" busy={busy} onClick={onReserve}>
          {t.reserveSeats(places.length)}
        </Button>
      }
      footnote={t.reservePromise}
    >
      <PlaceList places={places} colorOf={colorOf} onRemove={busy ? undefined : onRemove} />
      <div className="flex items-center justify-between border-t border-line pt-3">
        <Button look="ghost" size="s" className="-ms-3.5" onClick={onClear} disabled={busy}>
          {t.clearAll}
        </Button>
        {total.amount > 0 ? (
          <p className="tabular font-display text-xl font-bold max-lg:hidden">{formatMoney(total)}</p>
        ) : null}
      </div>
    </Tray>
  )
}
