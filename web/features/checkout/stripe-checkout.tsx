import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { api } from '../../api/client.ts'
import { refusedWith, unwrap } from '../../api/failure.ts'
import { keys, orderQuery } from '../../api/queries.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { BankReturn } from './bank-return.ts'
import { StripePayment } from './stripe-payment.tsx'

const ASK_EVERY_MS = 2_000
const past = ['ALREADY_PAID', 'HOLD_EXPIRED', 'HOLD_ENDED'] as const

interface StripeCheckoutProps {
  order: Order
  /** The buyer comes back from their bank's page. */
  back: BankReturn | null
  onPaid: () => void
}

/**
 * Paying an order with Stripe, from begin to paid: gets what the form needs, shows it, and once the buyer has confirmed, here
 * or at their bank, asks our server until the order says what came of it.
 */
export function StripeCheckout({ order, back, onPaid }: StripeCheckoutProps) {
  const t = useTexts()
  const client = useQueryClient()
  const [isAsking, setIsAsking] = useState(back === 'perhaps')
  const begun = useQuery({
    queryKey: ['payment', order.id],
    queryFn: async () => unwrap(await api.beginPayment({ params: { id: order.id } })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  useQuery({
    queryKey: ['payment', order.id, 'check'],
    queryFn: async () => {
      const checked = unwrap(await api.checkPayment({ params: { id: order.id } }))
      client.setQueryData(orderQuery(order.id).queryKey, checked)
      if (checked.state === 'awaiting_payment') return checked
      void client.invalidateQueries({ queryKey: [...keys.mine, 'orders'] })
      void client.invalidateQueries({ queryKey: [...keys.mine, 'holds'] })
      if (checked.state === 'confirmed') onPaid()
      return checked
    },
    enabled: isAsking,
    gcTime: 0,
    refetchInterval: ASK_EVERY_MS,
  })

  // Paid in another tab, or the time is over: the order knows.
  const isPast = past.some((code) => refusedWith(begun.error, code))
  useEffect(() => {
    if (isPast) void client.invalidateQueries({ queryKey: orderQuery(order.id).queryKey })
  }, [isPast, client, order.id])

  if (isAsking)
    return (
      <p
        role="status"
        className="flex min-h-56 items-center justify-center gap-3 rounded-md bg-raised text-ink-soft"
      >
        <Spinner />
        {t.stripe.asking}
      </p>
    )
  if (begun.isError) {
    const { title, text } = textOf(begun.error)
    return (
      <Notice
        tone="bad"
        title={title}
        urgent
        actions={<Button onClick={() => void begun.refetch()}>{t.stripe.again}</Button>}
      >
        {text}
      </Notice>
    )
  }
  if (!begun.data) return <div className="min-h-80" />
  const { clientSecret, publicSettings } = begun.data
  return (
    <StripePayment
      keys={{
        publishableKey: publicSettings.publishableKey ?? '',
        scriptUrl: publicSettings.scriptUrl ?? '',
      }}
      clientSecret={clientSecret}
      total={order.total}
      buyer={order.buyer}
      returnUrl={`${location.origin}/orders/${order.id}`}
      wasAway={back === 'failed'}
      onConfirmed={() => setIsAsking(true)}
    />
  )
}
