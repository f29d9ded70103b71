import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { Hold, SeatSelection } from '../../../contract/shapes/holds.ts'
import { refusedWith } from '../../api/failure.ts'
import { myOrdersQuery } from '../../api/queries.ts'
import { formatPrice, sumMoney } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
import type { LiveStore } from '../../live/live-store.ts'
import type { PlanIndex } from '../../seat-map/plan-index.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { ConnectionPill } from './connection-pill.tsx'
import { Dock } from './dock.tsx'
import { placesLeftToTake, whyFull } from './limits.ts'
import { MapPanel } from './map-panel.tsx'
import { ownHeld, ownSold } from './own-places.ts'
import type { Place } from './place.ts'
import { type BestWish, useBestSeats } from './use-best-seats.ts'
import { useLiveFree } from './use-live-free.ts'
import { useReservation } from './use-reservation.ts'
import { useSelection } from './use-selection.ts'
import { WayPanel } from './way-panel.tsx'
import { type Way, waysInto } from './ways.ts'

interface SeatDeskProps {
  event: Event
  /** Null while it is loading, and for events without chairs it may stay so. */
  plan: PlanIndex | null
  live: LiveStore
  /** What the visitor has been let in with. */
  code?: string | undefined
  /** For who would rather wait for what could not be had. */
  onWait?: ((wish: SeatSelection) => void) | undefined
}

/** Where places are chosen: on the map, by wish, or by number; and the tray with what is chosen. */
export function SeatDesk({ event, plan, live, code, onWait }: SeatDeskProps) {
  const { seats: t, best: bestTexts } = useTexts()
  const ways = waysInto(event.seating)
  const chairs = event.seating !== 'general'
  const [way, setWay] = useState<Way>(ways[0] ?? 'standing')
  /** Seats that somebody else chose for the visitor, to be brought into view. */
  const [shown, setShown] = useState<readonly number[]>([])
  const { toast, announce } = useSpeaker()
  const orders = useQuery(myOrdersQuery)
  const reservation = useReservation(event, code)
  const { hold, place } = reservation
  const best = useBestSeats(event, code)
  /** How the visitor looks at seats when they look: as a map or as a list. */
  const [looking, setLooking] = useState<'map' | 'list'>('map')
  const sold = useMemo(() => ownSold(orders.data, event.id), [orders.data, event.id])
  const held = useMemo(() => ownHeld(hold), [hold])
  const own = useMemo(() => new Set([...sold, ...held]), [sold, held])
  const selection = useSelection({ event, plan, live, own, paused: place.isPending })
  const free = useLiveFree(event, plan, live)
  const most = placesLeftToTake(event, sold.size)

  // On a phone the tray covers the lower half: seats that were chosen for the visitor are shown above it.
  useEffect(() => {
    if (shown.length === 0) return
    const block = matchMedia('(width < 64rem)').matches ? 'start' : 'nearest'
    document.getElementById('seat-plan')?.scrollIntoView({ block })
  }, [shown])

  const reserve = (wish: SeatSelection) => {
    selection.forgetLoss()
    best.look.reset()
    reservation.forgetLapsed()
    place.mutate(wish, {
      onSuccess: (made) => {
        selection.clear()
        best.end()
        if (wish.quantity !== undefined) setShown(made.seats.map((seat) => seat.index))
        if (chairs) setWay((before) => (before === 'list' ? 'list' : 'map'))
        // The form that was here gives way to the map, which is then looked at from its beginning.
        document.getElementById('places')?.scrollIntoView({ block: 'nearest' })
        const names = made.seats.map((seat) => placeName(seat.label)).join('; ')
        announce(t.reserved(made.seats.length, names))
      },
      onError: (error) => {
        const taken = refusedWith(error, 'SEATS_TAKEN')
        if (!taken || !plan) return
        selection.putBack(taken.seatIds.flatMap((seatId) => plan.indexOf(seatId) ?? []))
        place.reset()
      },
    })
  }

  const preview = (wish: BestWish, seen: readonly number[] = []) => {
    selection.forgetLoss()
    place.reset()
    best.look.mutate(
      { wish, seen },
      {
        onSuccess: ({ seats, startedOver }) => {
          if (plan && seats.some((seat) => (plan.standingOf[seat] ?? -1) >= 0)) {
            best.end()
            toast(bestTexts.standingOnly)
            if (ways.includes('standing')) setWay('standing')
            return
          }
          selection.replace(seats)
          setShown(seats)
          setWay(looking)
          if (startedOver) toast({ title: bestTexts.startOver })
          const heading = seen.length > 0 ? bestTexts.foundNext(seats.length) : bestTexts.found(seats.length)
          announce(spokenPreview(heading, seats.map(selection.describe)))
        },
      },
    )
  }

  const cancelPreview = () => {
    best.end()
    selection.clear()
    setWay('best')
  }

  const again = (before: Hold) => {
    const areaId = plan ? areaOf(plan, before) : null
    if (areaId) return reserve({ quantity: before.seats.length, area: areaId })
    selection.choose(before.seats.map((seat) => seat.index))
    reserve({ seatIds: before.seats.map((seat) => seat.seatId) })
  }

  const toggle = useCallback(
    (index: number) => {
      const reason = selection.chosen.has(index) ? null : whyFull(event, sold.size, selection.chosen.size)
      if (reason) toast({ title: t.limits.full, text: reason })
      else {
        best.end()
        selection.toggle(index)
      }
    },
    [selection.chosen, selection.toggle, best.end, event, sold.size, toast, t],
  )

  const giveBack = (keepChosen: boolean) => {
    if (!hold) return
    reservation.release.mutate(hold, {
      onSuccess: (gone) => {
        if (keepChosen) selection.choose(gone.seats.map((seat) => seat.index))
        else toast(t.givenBack)
      },
      onError: () => toast({ tone: 'bad', ...t.notGivenBack }),
    })
  }

  const dock = (
    <Dock
      event={event}
      reservation={reservation}
      selection={selection}
      inFlow={!chairs}
      choosing={way === 'map' || way === 'list'}
      changeable={hold !== null && plan !== null && areaOf(plan, hold) === null}
      best={best}
      onPreview={preview}
      onCancelPreview={cancelPreview}
      onReserve={reserve}
      onAgain={again}
      onGiveBack={giveBack}
      onWait={onWait}
    />
  )
  return (
    <section id="places" aria-label={t.choosePlaces} className="page mt-10 scroll-mt-20 lg:mt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h2 className="text-heading font-bold">{chairs ? t.chooseSeats : t.getPlaces}</h2>
        <ConnectionPill live={live} />
      </div>
      <div
        className={
          chairs ? 'mt-5 grid gap-5 lg:grid-cols-[1fr_24rem] lg:items-start lg:gap-8' : 'mt-5 max-w-xl'
        }
      >
        {chairs ? (
          <MapPanel
            event={event}
            plan={plan}
            live={live}
            categories={free.categories}
            selected={selection.chosen}
            ownHeld={held}
            ownSold={sold}
            locked={hold !== null}
            onToggle={toggle}
            onArea={ways.includes('standing') ? () => setWay('standing') : undefined}
            show={shown}
            asList={way === 'list'}
            hiddenOnPhone={way !== 'map' && way !== 'list'}
          />
        ) : null}
        <div
          className={
            chairs
              ? 'grid gap-5 max-lg:order-first lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]'
              : 'grid gap-5'
          }
        >
          {ways.length > 1 ? (
            <Segmented
              label={t.howToChoose}
              value={way}
              onChange={(next) => {
                if (next === 'map' || next === 'list') setLooking(next)
                setWay(next)
              }}
              options={ways.map((value) => ({ value, label: t.ways[value] }))}
            />
          ) : null}
          {chairs ? null : dock}
          <WayPanel
            event={event}
            plan={plan}
            way={way}
            held={hold !== null}
            owned={sold.size}
            most={most}
            chosen={selection.chosen.size}
            free={free}
            busy={place.isPending || best.look.isPending}
            onPreview={preview}
            onReserve={reserve}
          />
          {chairs ? dock : null}
        </div>
      </div>
    </section>
  )
}

function spokenPreview(heading: string, places: readonly Place[]): string {
  const currency = places[0]?.price.currency ?? ''
  const seats = places.map(({ label, category, notes = [] }) => [label, category, ...notes].join(', '))
  const total = sumMoney(
    places.map(({ price }) => price),
    currency,
  )
  return texts().best.spoken(heading, seats.join('; '), formatPrice(total))
}

/** The standing area that all places of a hold are in, or null: then they are chairs. */
function areaOf(plan: PlanIndex, hold: Hold): string | null {
  const areas = new Set(hold.seats.map((seat) => plan.standingOf[seat.index] ?? -1))
  const [only] = areas
  return areas.size === 1 && only !== undefined && only >= 0 ? (plan.standing[only]?.id ?? null) : null
}
