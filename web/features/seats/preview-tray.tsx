import { useEffect, useRef } from 'react'
import { formatPrice, sumMoney } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import type { Place } from './place.ts'
import { PlaceList } from './place-list.tsx'
import { Tray } from './tray.tsx'

interface PreviewTrayProps {
  places: readonly Place[]
  currency: string
  colorOf: (category: string) => string | undefined
  busy: boolean
  /** Others than the first that were shown. */
  areOthers: boolean
  onTake: () => void
  onOthers: () => void
  onCancel: () => void
}

/** The best seats, lit on the map and told here: nobody’s yet. */
export function PreviewTray(props: PreviewTrayProps) {
  const { places, currency, colorOf, busy, areOthers, onTake, onOthers, onCancel } = props
  const { best: t, seats } = useTexts()
  const tray = useRef<HTMLDivElement>(null)
  // The form that was pressed is gone; whoever works by keys goes on here.
  useEffect(() => tray.current?.querySelector<HTMLElement>('[data-take]')?.focus({ preventScroll: true }), [])
  const heading = areOthers ? t.foundNext(places.length) : t.found(places.length)
  const total = sumMoney(
    places.map((place) => place.price),
    currency,
  )
  return (
    <div ref={tray}>
      <Tray
        openAtFirst
        label={heading}
        summary={
          <>
            <span className="block text-sm text-ink-soft">{seats.selected(places.length)}</span>
            <span className="tabular block font-display text-xl font-bold">{formatPrice(total)}</span>
          </>
        }
        action={
          <Button data-take size="l" busy={busy} onClick={onTake}>
            {t.take(places.length)}
          </Button>
        }
        footnote={seats.reservePromise}
      >
        <p className="pb-1 font-display text-lg font-bold">{heading}</p>
        <PlaceList places={places} colorOf={colorOf} />
        <div className="-mx-3.5 flex flex-wrap gap-1 border-t border-line pt-2">
          <Button look="ghost" size="s" disabled={busy} onClick={onOthers}>
            {t.others}
          </Button>
          <Button look="ghost" size="s" disabled={busy} onClick={onCancel}>
            {t.cancel}
          </Button>
        </div>
      </Tray>
    </div>
  )
}
