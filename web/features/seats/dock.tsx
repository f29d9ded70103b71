import { clsx } from 'clsx'
import type { Event } from '../../../contract/shapes/events.ts'
import type { Hold, SeatSelection } from '../../../contract/shapes/holds.ts'
import { LapsedNotice, LossNotice, RefusedNotice } from './dock-notices.tsx'
import { HoldTray } from './hold-tray.tsx'
import { PreviewTray } from './preview-tray.tsx'
import { SelectionTray } from './selection-tray.tsx'
import type { BestWish, useBestSeats } from './use-best-seats.ts'
import type { Reservation } from './use-reservation.ts'
import type { useSelection } from './use-selection.ts'

interface DockProps {
  event: Event
  reservation: Reservation
  selection: ReturnType<typeof useSelection>
  /** Whether seats are being chosen on the map; otherwise what is selected rests. */
  choosing: boolean
  changeable: boolean
  /** There is no map to keep in sight: part of the page on a phone too. */
  inFlow: boolean
  best: ReturnType<typeof useBestSeats>
  onPreview: (wish: BestWish, seen?: readonly number[]) => void
  onCancelPreview: () => void
  onReserve: (wish: SeatSelection) => void
  onAgain: (hold: Hold) => void
  onGiveBack: (keepChosen: boolean) => void
  onWait?: ((wish: SeatSelection) => void) | undefined
}

/** At the thumb on a phone, beside the map on a desk: what is chosen or held, and what happened to it. */
export function Dock(props: DockProps) {
  const { event, reservation, selection, choosing, changeable, inFlow, onReserve, onAgain, onGiveBack } =
    props
  const { best, onPreview, onCancelPreview, onWait } = props
  const { preview, look } = best
  const { hold, lapsed, place, release, lapse, forgetLapsed } = reservation
  const { loss, places } = selection
  const colorOf = (category: string) => event.categories.find(({ name }) => name === category)?.color
  const wish = place.variables
  const asked = look.variables
  const notice = loss ? (
    <LossNotice
      loss={loss}
      busy={look.isPending}
      onNext={preview ? () => onPreview(preview.wish, preview.seen) : undefined}
      onTake={() => selection.choose(loss.offers.map((offer) => offer.index))}
      onDismiss={() => {
        best.end()
        selection.forgetLoss()
      }}
    />
  ) : place.error ? (
    <RefusedNotice
      error={place.error}
      labelOf={(seatId) => places.find((one) => one.seatId === seatId)?.label}
      onApart={wish?.adjacent ? () => onReserve({ ...wish, adjacent: undefined }) : undefined}
      onWait={onWait && wish ? () => onWait(wish) : undefined}
      onRetry={() => wish && onReserve(wish)}
      onDismiss={place.reset}
    />
  ) : look.error ? (
    <RefusedNotice
      error={look.error}
      labelOf={() => undefined}
      onApart={asked?.wish.adjacent ? () => onPreview({ ...asked.wish, adjacent: undefined }) : undefined}
      onWait={onWait && asked ? () => onWait(asked.wish) : undefined}
      onRetry={() => asked && onPreview(asked.wish)}
      onDismiss={look.reset}
    />
  ) : lapsed && !hold ? (
    <LapsedNotice
      hold={lapsed}
      busy={place.isPending}
      onAgain={() => onAgain(lapsed)}
      onDismiss={forgetLapsed}
    />
  ) : null
  const tray = hold ? (
    <HoldTray
      hold={hold}
      colorOf={colorOf}
      busy={release.isPending}
      changeable={changeable}
      inFlow={inFlow}
      onRelease={onGiveBack}
      onEnd={lapse}
    />
  ) : choosing && preview && isAll(preview.seats, selection.chosen) ? (
    <PreviewTray
      places={places}
      currency={event.priceRange.min.currency}
      colorOf={colorOf}
      busy={place.isPending || look.isPending}
      areOthers={preview.seen.length > preview.seats.length}
      onTake={() => onReserve({ seatIds: places.map((one) => one.seatId) })}
      onOthers={() => onPreview(preview.wish, preview.seen)}
      onCancel={onCancelPreview}
    />
  ) : choosing && places.length > 0 ? (
    <SelectionTray
      places={places}
      currency={event.priceRange.min.currency}
      colorOf={colorOf}
      busy={place.isPending}
      onRemove={(one) => selection.toggle(one.index)}
      onClear={selection.clear}
      onReserve={() => onReserve({ seatIds: places.map((one) => one.seatId) })}
    />
  ) : null
  if (!notice && !tray) return null
  return (
    <div
      data-dock={inFlow ? undefined : ''}
      className={clsx(
        'grid gap-4',
        !inFlow && 'max-lg:fixed max-lg:inset-x-0 max-lg:bottom-0 max-lg:z-30 max-lg:gap-0',
      )}
    >
      {notice ? (
        <div
          className={clsx(
            'overflow-hidden rounded-md bg-surface',
            !inFlow && 'max-lg:mx-3 max-lg:mb-3 max-lg:border max-lg:border-line max-lg:shadow-card',
          )}
        >
          {notice}
        </div>
      ) : null}
      {tray}
    </div>
  )
}

/** Whether exactly the seats that were shown are selected. */
function isAll(seats: readonly number[], chosen: ReadonlySet<number>): boolean {
  return seats.length === chosen.size && seats.every((seat) => chosen.has(seat))
}
