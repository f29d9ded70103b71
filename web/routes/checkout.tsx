import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { Hold } from '../../contract/shapes/holds.ts'
import { accountQuery } from '../api/account.ts'
import { refusedWith } from '../api/failure.ts'
import { eventQuery, holdQuery } from '../api/queries.ts'
import { textOf } from '../api/refusal-texts.ts'
import { serverNow } from '../clock/server-clock.ts'
import { errorsByField, readDraft } from '../features/checkout/buyer.ts'
import { BuyerForm } from '../features/checkout/buyer-form.tsx'
import { OrderBar, OrderSummary } from '../features/checkout/order-summary.tsx'
import { Steps } from '../features/checkout/steps.tsx'
import { usePlaceOrder } from '../features/checkout/use-place-order.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { PagePending } from './page-pending.tsx'

const route = getRouteApi('/checkout/$holdId')

export function CheckoutPage() {
  const { holdId } = route.useParams()
  const hold = useQuery({ ...holdQuery(holdId), refetchOnWindowFocus: 'always' })
  return (
    <div className="page py-6 sm:py-10">
      <title>Checkout · Fullhouse</title>
      {hold.data ? (
        <HoldAtCheckout hold={hold.data} refetch={hold.refetch} />
      ) : hold.isError ? (
        <NoHold error={hold.error} onRetry={() => void hold.refetch()} />
      ) : (
        <PagePending />
      )}
    </div>
  )
}

function HoldAtCheckout({ hold, refetch }: { hold: Hold; refetch: () => Promise<unknown> }) {
  const [over, setOver] = useState(() => Date.parse(hold.expiresAt) <= serverNow())
  const onEnd = useCallback(() => {
    setOver(true)
    void refetch()
  }, [refetch])
  useEffect(() => setOver(Date.parse(hold.expiresAt) <= serverNow()), [hold.expiresAt])
  if (hold.orderId) return <Navigate to="/orders/$orderId" params={{ orderId: hold.orderId }} replace />
  if (hold.state === 'live' && !over) return <Details hold={hold} onEnd={onEnd} onEnded={refetch} />
  return <Ended hold={hold} />
}

interface DetailsProps {
  hold: Hold
  onEnd: () => void
  onEnded: () => Promise<unknown>
}

function Details({ hold, onEnd, onEnded }: DetailsProps) {
  const event = useQuery(eventQuery(hold.eventId))
  const account = useQuery(accountQuery)
  const navigate = useNavigate()
  const place = usePlaceOrder(hold)
  const paid = hold.total.amount > 0
  if (!event.data || account.isPending) return <PagePending />

  const ended = refusedWith(place.error, 'HOLD_EXPIRED') ?? refusedWith(place.error, 'HOLD_ENDED')
  const invalid = refusedWith(place.error, 'INVALID_REQUEST')
  const fieldErrors = invalid ? errorsByField(invalid.errors) : {}
  const failure = place.error && Object.keys(fieldErrors).length === 0 && !ended ? textOf(place.error) : null
  const known = account.data
  const draft = readDraft()
  return (
    <>
      <OrderBar total={hold.total} deadline={hold.expiresAt} totalSeconds={event.data.holdSeconds} />
      <Steps
        steps={paid ? ['Seats', 'Your details', 'Payment'] : ['Seats', 'Your details', 'Tickets']}
        at={1}
      />
      <h1 className="mt-5 font-extrabold tracking-[-0.03em] text-title">Your details</h1>
      <div className="mt-6 grid gap-6 lg:mt-8 lg:grid-cols-[1fr_26rem] lg:items-start lg:gap-12">
        <div className="lg:order-2 lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]">
          <OrderSummary
            event={event.data}
            seats={hold.seats}
            total={hold.total}
            deadline={hold.expiresAt}
            totalSeconds={event.data.holdSeconds}
            onEnd={onEnd}
          />
        </div>
        <div className="grid gap-6">
          {known === null ? (
            <p className="text-ink-soft">
              You book as a guest.{' '}
              <Link
                to="/sign-in"
                search={{ to: `/checkout/${hold.id}` }}
                className="font-medium text-accent-text underline underline-offset-4"
              >
                Sign in
              </Link>{' '}
              if you have an account; your seats come along.
            </p>
          ) : null}
          <BuyerForm
            initial={{ name: draft?.name || known?.name || '', email: draft?.email || known?.email || '' }}
            busy={place.isPending || place.isSuccess}
            refused={fieldErrors}
            submitLabel={paid ? 'Continue to payment' : 'Book now, free of charge'}
            notice={
              failure ? (
                <Notice tone="bad" title={failure.title} urgent>
                  {failure.text}
                </Notice>
              ) : null
            }
            onSubmit={(buyer) =>
              place.mutate(buyer, {
                onSuccess: (order) =>
                  void navigate({ to: '/orders/$orderId', params: { orderId: order.id }, replace: true }),
                onError: (error) => {
                  if (refusedWith(error, 'HOLD_EXPIRED') || refusedWith(error, 'HOLD_ENDED')) void onEnded()
                },
              })
            }
          />
          <Link
            to="/events/$slug"
            params={{ slug: event.data.slug }}
            className={buttonStyle('ghost', 'm', 'justify-self-start -ms-5')}
          >
            Back to the event
          </Link>
        </div>
      </div>
    </>
  )
}

/** The hold ran out or was given back: said plainly, with the way back to the seats. */
function Ended({ hold }: { hold: Hold }) {
  const event = useQuery(eventQuery(hold.eventId))
  const released = hold.state === 'released'
  return (
    <EmptyState
      level={1}
      title={released ? 'You gave these seats back' : 'Time ran out'}
      actions={
        event.data ? (
          <Link to="/events/$slug" params={{ slug: event.data.slug }} className={buttonStyle()}>
            Choose again
          </Link>
        ) : (
          <Link to="/" className={buttonStyle()}>
            See all events
          </Link>
        )
      }
    >
      {released
        ? 'They are free for everyone again.'
        : 'Your seats were reserved for a limited time, so that nobody else waits in vain. Nothing was charged. They may still be free.'}
    </EmptyState>
  )
}

function NoHold({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (!refusedWith(error, 'NOT_FOUND')) {
    const { title, text } = textOf(error)
    return (
      <Notice tone="bad" title={title} actions={<Button onClick={onRetry}>Try again</Button>}>
        {text}
      </Notice>
    )
  }
  return (
    <EmptyState
      level={1}
      title="There is no such reservation"
      actions={
        <>
          <Link to="/" className={buttonStyle()}>
            See all events
          </Link>
          <Link to="/bookings" className={buttonStyle('quiet')}>
            My bookings
          </Link>
        </>
      }
    >
      It may be long over, or it was made on another device or in another browser.
    </EmptyState>
  )
}
