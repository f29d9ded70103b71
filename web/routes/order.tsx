import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import type { Order } from '../../contract/shapes/orders.ts'
import { useAccount } from '../api/account.ts'
import { orderQuery } from '../api/queries.ts'
import { serverNow } from '../clock/server-clock.ts'
import { KeepInAccount } from '../features/account/keep-in-account.tsx'
import { NotYours } from '../features/app/not-yours.tsx'
import { type BankReturn, takeBankReturn } from '../features/checkout/bank-return.ts'
import { DemoPayment } from '../features/checkout/demo-payment.tsx'
import { OrderBar, OrderSummary } from '../features/checkout/order-summary.tsx'
import { Steps } from '../features/checkout/steps.tsx'
import { StripeCheckout } from '../features/checkout/stripe-checkout.tsx'
import { Confirmation } from '../features/orders/confirmation.tsx'
import { OrderActions } from '../features/orders/order-actions.tsx'
import { OrderPapers } from '../features/orders/order-papers.tsx'
import { wordsOfState } from '../features/orders/order-state.ts'
import { PaidLate } from '../features/orders/paid-late.tsx'
import { RefundList } from '../features/orders/refund-list.tsx'
import { Tickets } from '../features/orders/tickets.tsx'
import { formatMoney } from '../format/money.ts'
import { useTexts } from '../i18n/texts.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSpeaker } from '../ui/toaster.tsx'
import { PagePending } from './page-pending.tsx'

const route = getRouteApi('/orders/$orderId')

export function OrderPage() {
  const t = useTexts()
  const { orderId } = route.useParams()
  const wasPaying = useRef(false)
  const [back] = useState(() => takeBankReturn(location, history))
  const order = useQuery({
    ...orderQuery(orderId),
    refetchOnWindowFocus: 'always',
    refetchInterval: ({ state }) => {
      if (state.data?.state === 'awaiting_payment') wasPaying.current = true
      // A bank may still be at work on it when the time is over.
      if (state.data?.state === 'expired' && wasPaying.current && !state.data.paidLate) return AFTER_END_MS
      return nextLookMs(state.data)
    },
  })
  return (
    <div className="page py-6 sm:py-10">
      <title>{t.app.title(order.data?.event.title ?? t.orders.page)}</title>
      {order.data ? (
        <OrderInState order={order.data} back={back} refetch={order.refetch} />
      ) : order.isError ? (
        <NotYours page={`/orders/${orderId}`} error={order.error} onRetry={() => void order.refetch()} />
      ) : (
        <PagePending />
      )}
    </div>
  )
}

const SOON_MS = 2_000
const AFTER_END_MS = 3_000

const CALM_MS = 10_000

/**
 * An unpaid order ends by itself, a moment after its deadline: it is looked at then, and until it has. So is one whose
 * codes are not signed yet, or whose money is on its way back.
 */
function nextLookMs(order: Order | undefined): number | false {
  if (order?.tickets.some(({ state, code }) => state === 'valid' && code === undefined)) return SOON_MS
  if (order?.refunds.some(({ state }) => state === 'due')) return CALM_MS
  if (order?.state !== 'awaiting_payment' || !order.payment) return false
  return Math.max(SOON_MS, Date.parse(order.payment.deadline) - serverNow() + 500)
}

interface InStateProps {
  order: Order
  /** What the address said when the buyer came back from their bank. */
  back: BankReturn | null
  refetch: () => Promise<unknown>
}

function OrderInState({ order, back, refetch }: InStateProps) {
  switch (order.state) {
    case 'awaiting_payment':
      return <Paying order={order} back={back} refetch={refetch} />
    case 'confirmed':
      return <Confirmed order={order} />
    case 'cancelled':
    case 'expired':
    case 'refunded':
      return <Ended order={order} />
  }
}

function Paying({ order, back, refetch }: InStateProps) {
  const t = useTexts().checkout
  const { announce } = useSpeaker()
  const onEnd = useCallback(() => void refetch(), [refetch])
  const openedWith = useRef(
    Math.max(60, (Date.parse(order.payment?.deadline ?? '') - Date.now()) / 1000 || 300),
  )
  return (
    <>
      <OrderBar
        total={order.total}
        deadline={order.payment?.deadline ?? order.serverTime}
        totalSeconds={openedWith.current}
      />
      <Steps steps={[t.steps.seats, t.steps.details, t.steps.payment]} at={2} />
      <h1 className="mt-5 font-extrabold tracking-[-0.03em] text-title">{t.pay(formatMoney(order.total))}</h1>
      <div className="mt-6 grid gap-6 lg:mt-8 lg:grid-cols-[1fr_26rem] lg:items-start lg:gap-12">
        <div className="grid gap-6">
          {order.payment?.provider === 'demo' ? (
            <DemoPayment order={order} onPaid={() => announce(t.paid)} />
          ) : order.payment?.provider === 'stripe' ? (
            <StripeCheckout order={order} back={back} onPaid={() => announce(t.paid)} />
          ) : (
            <Notice title={t.onItsWay}>{t.handledBy(order.payment?.provider ?? t.theOrganiser)}</Notice>
          )}
          <div className="sm:-ms-5">
            <OrderActions order={order} />
          </div>
        </div>
        {/* On a phone below the payment: the bar above has the sum and the time, and it was all read a page ago. */}
        <div className="lg:sticky lg:top-[calc(var(--header-height)+1.5rem)]">
          <OrderSummary
            event={order.event}
            seats={order.seats}
            total={order.total}
            quote={order.pricing}
            deadline={order.payment?.deadline ?? order.serverTime}
            totalSeconds={openedWith.current}
            onEnd={onEnd}
          />
        </div>
      </div>
    </>
  )
}

function Confirmed({ order }: { order: Order }) {
  const account = useAccount()
  return (
    <div className="mx-auto grid max-w-4xl gap-8">
      <Confirmation order={order} />
      <PaidLate order={order} />
      <OrderActions order={order} />
      <Tickets order={order} />
      <OrderPapers order={order} />
      <RefundList order={order} />
      {account === null ? <KeepInAccount name={order.buyer.name} email={order.buyer.email} /> : null}
    </div>
  )
}

function Ended({ order }: { order: Order }) {
  const t = useTexts().orders
  const words = {
    cancelled: t.cancelled,
    expired: order.paidLate ? t.late.gone : t.expired,
    refunded: { title: t.refunded.title, text: t.refunded.text(formatMoney(order.total)) },
  }
  const { title, text } = words[order.state as keyof typeof words]
  return (
    <div className="mx-auto grid max-w-3xl gap-6">
      <EmptyState
        level={1}
        title={title}
        actions={
          <>
            <Link to="/events/$slug" params={{ slug: order.event.slug }} className={buttonStyle()}>
              {t.bookAgain}
            </Link>
            <Link to="/bookings" className={buttonStyle('quiet')}>
              {t.myBookings}
            </Link>
          </>
        }
      >
        <p>{text}</p>
        <p className="mt-3 text-sm text-ink-faint">
          {order.event.title} · {order.number} · {wordsOfState(order.state).text}
        </p>
      </EmptyState>
      <RefundList order={order} />
      <OrderPapers order={order} />
    </div>
  )
}
