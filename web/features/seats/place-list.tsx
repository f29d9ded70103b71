import { X } from 'lucide-react'
import { formatPrice } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button.tsx'
import type { Place } from './place.ts'

interface PlaceListProps {
  places: readonly Place[]
  /** Colour of a category, as on the map. */
  colorOf: (category: string) => string | undefined
  onRemove?: (place: Place) => void
}

export function PlaceList({ places, colorOf, onRemove }: PlaceListProps) {
  const t = useTexts().seats
  return (
    <ul className="divide-y divide-line">
      {places.map((place) => (
        <li key={place.seatId} className="flex min-h-13 items-center gap-3 py-1.5">
          <span
            aria-hidden="true"
            className="size-3 shrink-0 rounded-[4px] ring-1 ring-line-strong ring-inset"
            style={{ backgroundColor: colorOf(place.category) }}
          />
          <div className="min-w-0 flex-1 leading-snug">
            <p className="text-[0.9375rem] font-medium">{placeName(place.label)}</p>
            <p className="text-sm text-ink-faint">{place.category}</p>
            {place.notes?.map((note) => (
              <p key={note} className="text-sm text-warn first-letter:uppercase">
                {note}
              </p>
            ))}
          </div>
          <p className="tabular font-medium">{formatPrice(place.price)}</p>
          {onRemove ? (
            <IconButton
              label={t.remove(placeName(place.label))}
              className="-me-2"
              onClick={() => onRemove(place)}
            >
              <X aria-hidden="true" className="size-4" />
            </IconButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
