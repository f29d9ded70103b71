import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { WaitlistPlace } from '../../../contract/shapes/waitlist.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { listSome } from '../../format/counts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { CountdownRing } from '../../ui/countdown-ring.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { useLeaveWaitlist } from './use-waitlist.ts'

/** Where somebody is on a waitlist, what they are offered, or what became of it. */
export function WaitingPlace({ place, onEnd }: { place: WaitlistPlace; onEnd: () => void }) {
  if (place.state === 'offered') return <Offer place={place} onEnd={onEnd} />
  if (place.state === 'fulfilled') return <Fulfilled place={place} />
  return <Waiting place={place} />
}

function Waiting({ place }: { place: WaitlistPlace }) {
  const t = useTexts().waitlist.place
  const leave = useLeaveWaitlist()
  const { toast, announce } = useSpeaker()
  const position = place.position ?? 0
  const before = useRef(position)
  useEffect(() => {
    if (position > 0 && before.current > 0 && position < before.current) announce(t.moved(position))
    before.current = position
  }, [position, announce, t])
  const wish = [
    t.places(place.quantity),
    ...(place.categories ?? []),
    ...(place.adjacent ? [t.together] : []),
  ]
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <p className="text-ink-soft">{t.title}</p>
          <p className="tabular font-display text-4xl font-extrabold tracking-tight text-accent-text">
            {position === 1 ? t.next : t.position(position)}
          </p>
        </div>
        <p className="text-ink-soft">{wish.join(', ')}</p>
      </div>
      {place.state === 'gathering' && place.gathered > 0 ? (
        <p className="font-medium">{t.gathered(place.gathered, place.quantity)}</p>
      ) : null}
      <p className="text-sm text-ink-faint">{place.atLimit ? t.atLimit : t.stay}</p>
      <p>
        <Button
          look="quiet"
          size="s"
          busy={leave.isPending}
          onClick={() =>
            leave.mutate(place.id, {
              onSuccess: () => toast({ title: t.left }),
              onError: (error) => toast({ tone: 'bad', ...textOf(error) }),
            })
          }
        >
          {t.leave}
        </Button>
      </p>
    </div>
  )
}

function Offer({ place, onEnd }: { place: WaitlistPlace; onEnd: () => void }) {
  const t = useTexts().waitlist.offer
  const leave = useLeaveWaitlist()
  const { toast, announce } = useSpeaker()
  const { offer } = place
  const id = offer?.id
  useEffect(() => {
    if (id) announce(t.title)
  }, [id, announce, t])
  if (!offer) return null
  const seconds = (Date.parse(offer.expiresAt) - Date.parse(offer.serverTime)) / 1000
  return (
    <div className="grid gap-4">
      <div className="flex items-center justify-between gap-4">
        <p className="font-display text-3xl font-extrabold tracking-tight text-accent-text">{t.title}</p>
        <CountdownRing
          deadline={offer.expiresAt}
          totalSeconds={Math.max(seconds, offer.holdSeconds)}
          label={t.heldFor}
          onEnd={onEnd}
        />
      </div>
      <p>{t.text(listSome(offer.seats.map(({ label }) => label)))}</p>
      <div className="flex flex-wrap gap-3">
        {offer.orderId ? (
          <Link
            to="/orders/$orderId"
            params={{ orderId: offer.orderId }}
            className={buttonStyle('primary', 'l')}
          >
            {t.take}
          </Link>
        ) : (
          <Link to="/checkout/$holdId" params={{ holdId: offer.id }} className={buttonStyle('primary', 'l')}>
            {t.take}
          </Link>
        )}
        <Button
          look="quiet"
          size="l"
          busy={leave.isPending}
          onClick={() =>
            leave.mutate(place.id, {
              onSuccess: () => toast({ title: t.declined }),
              onError: (error) => toast({ tone: 'bad', ...textOf(error) }),
            })
          }
        >
          {t.decline}
        </Button>
      </div>
    </div>
  )
}

function Fulfilled({ place }: { place: WaitlistPlace }) {
  const t = useTexts().waitlist.fulfilled
  return (
    <div className="grid gap-3" role="status">
      <p className="font-display text-3xl font-extrabold tracking-tight text-accent-text">{t.title}</p>
      <p className="text-ink-soft">{t.text}</p>
      {place.orderId ? (
        <p>
          <Link to="/orders/$orderId" params={{ orderId: place.orderId }} className={buttonStyle('primary')}>
            {t.show}
          </Link>
        </p>
      ) : null}
    </div>
  )
}
