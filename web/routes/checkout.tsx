import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, Navigate, useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import type { Hold } from '../../contract/shapes/holds.ts'
import { accountQuery } from '../api/account.ts'
import { refusedWith } from '../api/failure.ts'
import { eventQuery, holdQuery } from '../api/queries.ts'
import { textOf } from '../api/refusal-texts.ts'
import { useMoreTime } from '../api/use-more-time.ts'
import { serverNow } from '../clock/server-clock.ts'
import { FailureNotice } from '../features/app/failure-notice.tsx'
import { errorsByField, readDraft } from '../features/checkout/buyer.ts'
import { BuyerForm } from '../features/checkout/buyer-form.tsx'
import { OrderBar, OrderSummary } from '../features/checkout/order-summary.tsx'
import { PromoCode } from '../features/checkout/promo-code.tsx'
import { Steps } from '../features/checkout/steps.tsx'
import { TicketPrices } from '../features/checkout/ticket-prices.tsx'
import { usePlaceOrder } from '../features/checkout/use-place-order.ts'
import { useQuote } from '../features/checkout/use-quote.ts'
import { useTexts } from '../i18n/texts.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Switch } from '../ui/switch.tsx'
import { PagePending } from './page-pending.tsx'

const route = getRouteApi('/checkout/$holdId')

export function CheckoutPage() {
  const t = useTexts()
  const { holdId } = route.useParams()
  const hold = useQuery({ ...holdQuery(holdId), refetchOnWindowFocus: 'always' })
  return (
    <div className="page py-6 sm:py-10">
      <title>{t.app.title(t.checkout.page)}</title>
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
  const t = useTexts().checkout
  const { steps } = t
  const event = useQuery(eventQuery(hold.eventId))
  const account = useQuery(accountQuery)
  const navigate = useNavigate()
  const place = usePlaceOrder(hold)
  const moreTime = useMoreTime(hold)
  const priced = useQuote(hold)
  const [othersWillDo, setOthersWillDo] = useState(false)
  const quote = priced.quote
  const total = quote?.total ?? hold.total
  const paid = total.amount > 0
  if (!event.data || account.isPending) return <PagePending />

  const ended = refusedWith(place.error, 'HOLD_EXPIRED') ?? refusedWith(place.error, 'HOLD_ENDED')
  const invalid = refusedWith(place.error, 'INVALID_REQUEST')
  const fieldErrors = invalid ? errorsByField(invalid.errors) : {}
  const failure = place.error && Object.keys(fieldErrors).length === 0 && !ended ? textOf(place.error) : null
  const known = account.data
  const draft = readDraft()
  return (
    <>
      <OrderBar total={total} deadline={hold.expiresAt} totalSeconds={hold.holdSeconds} moreTime={moreTime} />
      <Steps steps={[steps.seats, steps.details, paid ? steps.payment : steps.tickets]} at={1} />
      <h1 className="mt-5 font-extrabold tracking-[-0.03em] text-title">{t.yourDetails}</h1>
      <div className="mt-6 grid gap-6 lg:mt-8 lg:grid-cols-[1fr_26rem] lg:items-start lg:gap-12">
        <div className="lg:order-2 lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]">
          <OrderSummary
            event={event.data}
            seats={hold.seats}
            total={total}
            quote={quote}
            isStale={priced.isStale}
            deadline={hold.expiresAt}
            totalSeconds={hold.holdSeconds}
            onEnd={onEnd}
            moreTime={moreTime}
          />
        </div>
        <div className="grid gap-6">
          {known === null ? (
            <p className="text-ink-soft">
              {t.guest((words) => (
                <Link
                  to="/sign-in"
                  search={{ to: `/checkout/${hold.id}` }}
                  className="font-medium text-accent-text underline underline-offset-4"
                >
                  {words}
                </Link>
              ))}
            </p>
          ) : null}
          <TicketPrices event={event.data} seats={hold.seats} quote={priced} />
          <PromoCode hold={hold} quote={priced} />
          {paid ? (
            <Switch
              label={t.othersWillDo.label}
              hint={t.othersWillDo.hint}
              checked={othersWillDo}
              onChange={setOthersWillDo}
            />
          ) : null}
          <BuyerForm
            initial={{ name: draft?.name || known?.name || '', email: draft?.email || known?.email || '' }}
            busy={place.isPending || place.isSuccess || priced.isStale}
            refused={fieldErrors}
            submitLabel={paid ? t.toPayment : t.bookFree}
            notice={
              failure ? (
                <Notice tone="bad" title={failure.title} urgent>
                  {failure.text}
                </Notice>
              ) : null
            }
            onSubmit={(buyer) =>
              place.mutate(
                {
                  buyer,
                  price: {
                    ...priced.wish,
                    total: total.amount,
                    ...(othersWillDo && { acceptEquivalent: true }),
                  },
                },
                {
                  onSuccess: (order) =>
                    void navigate({ to: '/orders/$orderId', params: { orderId: order.id }, replace: true }),
                  onError: (error) => {
                    if (refusedWith(error, 'PRICE_CHANGED')) void priced.refetch()
                    if (refusedWith(error, 'HOLD_EXPIRED') || refusedWith(error, 'HOLD_ENDED')) void onEnded()
                  },
                },
              )
            }
          />
          <Link
            to="/events/$slug"
            params={{ slug: event.data.slug }}
            className={buttonStyle('ghost', 'm', 'justify-self-start -ms-5')}
          >
            {t.backToEvent}
          </Link>
        </div>
      </div>
    </>
  )
}

/** The hold ran out or was given back: said plainly, with the way back to the seats. */
function Ended({ hold }: { hold: Hold }) {
  const event = useQuery(eventQuery(hold.eventId))
  const t = useTexts()
  const { title, text } = hold.state === 'released' ? t.checkout.released : t.checkout.expired
  return (
    <EmptyState
      level={1}
      title={title}
      actions={
        event.data ? (
          <Link to="/events/$slug" params={{ slug: event.data.slug }} className={buttonStyle()}>
            {t.checkout.chooseAgain}
          </Link>
        ) : (
          <Link to="/" className={buttonStyle()}>
            {t.app.seeAllEvents}
          </Link>
        )
      }
    >
      {text}
    </EmptyState>
  )
}

function NoHold({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts()
  if (!refusedWith(error, 'NOT_FOUND')) {
    return <FailureNotice error={error} onRetry={onRetry} />
  }
  return (
    <EmptyState
      level={1}
      title={t.checkout.noSuch.title}
      actions={
        <>
          <Link to="/" className={buttonStyle()}>
            {t.app.seeAllEvents}
          </Link>
          <Link to="/bookings" className={buttonStyle('quiet')}>
            {t.app.myBookings}
          </Link>
        </>
      }
    >
      {t.checkout.noSuch.text}
    </EmptyState>
  )
}
