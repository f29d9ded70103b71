import { clsx } from 'clsx'
import { Lock } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Money } from '../../../contract/shapes/basics.ts'
import { formatMoney } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { type StripeKeys, usePaymentElement } from './use-payment-element.ts'

interface StripePaymentProps {
  keys: StripeKeys
  /** Of this order's payment. */
  clientSecret: string
  total: Money
  buyer: { name: string; email: string }
  /** Where a bank sends the buyer back to; without a query. */
  returnUrl: string
  /** The buyer comes back from their bank, which did not let it through. Stripe is asked why. */
  wasAway: boolean
  /** Stripe says that it has gone through, or that it cannot tell any more: the server is to be asked. */
  onConfirmed: () => void
}

/** Pays with Stripe: its form, in its frame, and our button. Declined is not given up: the form stays, and so do the seats. */
export function StripePayment({
  keys,
  clientSecret,
  total,
  buyer,
  returnUrl,
  wasAway,
  onConfirmed,
}: StripePaymentProps) {
  const t = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const [round, setRound] = useState(0)
  const [isPaying, setIsPaying] = useState(false)
  const [failure, setFailure] = useState<string | null>(wasAway ? '' : null)
  const element = usePaymentElement(place, { keys, clientSecret, buyer, round })

  const stripe = element.state === 'ready' ? element.stripe : null
  useEffect(() => {
    if (!wasAway || !stripe) return
    stripe.retrievePaymentIntent(clientSecret).then(
      ({ paymentIntent }) =>
        setFailure((now) => (now === '' ? (paymentIntent?.last_payment_error?.message ?? now) : now)),
      () => {}, // That it failed is said already; why is only more of a help.
    )
  }, [wasAway, stripe, clientSecret])

  async function pay(): Promise<void> {
    if (element.state !== 'ready' || isPaying) return
    const { stripe, elements } = element
    setIsPaying(true)
    setFailure(null)
    try {
      const { error: incomplete } = await elements.submit()
      if (incomplete) return // The form itself says what is missing.
      const { error } = await stripe.confirmPayment({
        elements,
        confirmParams: { return_url: returnUrl },
        redirect: 'if_required',
      })
      // Another tab of the same buyer may have been quicker: then too the server knows what there is to know.
      if (!error || error.code === 'payment_intent_unexpected_state') onConfirmed()
      else if (error.type !== 'validation_error') setFailure(error.message ?? '')
    } finally {
      setIsPaying(false)
    }
  }

  return (
    <form
      className="grid gap-5"
      aria-busy={isPaying}
      onSubmit={(event) => {
        event.preventDefault()
        void pay()
      }}
    >
      <h2 className="text-heading font-bold">{t.stripe.title}</h2>
      {element.state === 'failed' ? (
        <Notice
          tone="bad"
          title={t.stripe.notLoaded.title}
          urgent
          actions={<Button onClick={() => setRound(round + 1)}>{t.stripe.again}</Button>}
        >
          {t.stripe.notLoaded.text}
        </Notice>
      ) : null}
      <div
        className={clsx(
          'relative',
          element.state === 'loading' && 'min-h-56',
          element.state === 'failed' && 'hidden',
        )}
      >
        {element.state === 'loading' ? (
          <p className="absolute inset-0 flex items-center justify-center gap-3 rounded-md bg-raised text-ink-soft">
            <Spinner />
            {t.stripe.loading}
          </p>
        ) : null}
        <div ref={place} />
      </div>
      {failure === null ? null : (
        <Notice tone="bad" title={t.stripe.declined.title} urgent>
          {failure === '' ? null : <p>{failure}</p>}
          <p>{t.stripe.declined.text}</p>
        </Notice>
      )}
      {element.state === 'failed' ? null : (
        <Button
          type="submit"
          size="l"
          busy={isPaying}
          disabled={element.state !== 'ready'}
          icon={<Lock aria-hidden="true" className="size-4.5" />}
        >
          {t.stripe.pay(formatMoney(total))}
        </Button>
      )}
      <p className="text-sm text-ink-faint">{t.stripe.private}</p>
    </form>
  )
}
