import { clsx } from 'clsx'
import { useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { SeatSelection } from '../../../contract/shapes/holds.ts'
import { formatPrice } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Stepper } from '../../ui/stepper.tsx'

interface StandingPanelProps {
  event: Event
  most: number
  busy: boolean
  /** Free places of an area now, when the live map knows better than the event's reply. */
  freeIn: (areaId: string) => number | undefined
  onReserve: (selection: SeatSelection) => void
}

/** Places without a number: how many, and where if there is a choice. */
export function StandingPanel({ event, most, busy, freeIn, onReserve }: StandingPanelProps) {
  const t = useTexts().seats
  const areas = event.areas.map((area) => ({ ...area, available: freeIn(area.id) ?? area.available }))
  const [chosen, setChosen] = useState(areas.find((area) => area.available > 0)?.id ?? areas[0]?.id)
  const [wanted, setWanted] = useState(1)
  const area = areas.find((one) => one.id === chosen) ?? areas[0]
  if (!area) return null
  const price = event.categories.find((one) => one.name === area.category)?.price ?? event.priceRange.min
  const max = Math.max(1, Math.min(most, area.available))
  const quantity = Math.min(wanted, max)
  const gone = area.available === 0
  return (
    <div className="grid gap-6">
      {areas.length > 1 ? (
        <fieldset>
          <legend className="mb-2 font-medium">{t.where}</legend>
          <div className="grid gap-2">
            {areas.map((one) => (
              <label
                key={one.id}
                className={clsx(
                  'relative flex min-h-14 cursor-pointer items-center justify-between gap-3 rounded-md border border-line px-4 py-2',
                  'has-checked:border-accent-text has-checked:bg-accent-wash has-focus-visible:outline-3 has-focus-visible:outline-accent-text',
                )}
              >
                <input
                  type="radio"
                  name="area"
                  checked={one.id === area.id}
                  onChange={() => setChosen(one.id)}
                  className="absolute inset-0 cursor-pointer appearance-none rounded-md outline-none"
                />
                <span className="font-medium">{one.label}</span>
                <span className="tabular text-sm text-ink-soft">
                  {one.available === 0 ? t.soldOut : t.free(one.available)}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      ) : null}
      <Stepper label={t.howMany} value={quantity} min={1} max={max} onChange={setWanted} />
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-4">
        <span className="text-ink-soft">{t.placesIn(quantity, area.label)}</span>
        <span className="tabular font-display text-2xl font-bold">
          {formatPrice({ ...price, amount: price.amount * quantity })}
        </span>
      </div>
      <Button
        size="l"
        busy={busy}
        disabled={gone || most === 0}
        onClick={() => onReserve({ quantity, area: area.id })}
      >
        {gone ? t.allGone : t.reservePlaces(quantity)}
      </Button>
    </div>
  )
}
