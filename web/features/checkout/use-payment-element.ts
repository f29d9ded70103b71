import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { useLanguage } from '../../i18n/texts.ts'
import { useTheme } from '../../ui/theme.ts'
import { loadStripe } from './load-stripe.ts'
import { stripeAppearance } from './stripe-appearance.ts'

export interface StripeKeys {
  publishableKey: string
  scriptUrl: string
}

export type PaymentElement =
  | { state: 'loading' }
  | { state: 'ready'; stripe: Stripe; elements: StripeElements }
  | { state: 'failed' }

interface Wanted {
  keys: StripeKeys
  clientSecret: string
  buyer: { name: string; email: string }
  /** Changed to try anew after a failure. */
  round: number
}

/** Stripe's Payment Element in `place`, in the language and theme of the page. */
export function usePaymentElement(
  place: RefObject<HTMLElement | null>,
  { keys, clientSecret, buyer, round }: Wanted,
): PaymentElement {
  const [element, setElement] = useState<PaymentElement>({ state: 'loading' })
  const language = useLanguage()
  const theme = useTheme()
  const themeNow = useRef(theme)
  themeNow.current = theme
  const { publishableKey, scriptUrl } = keys
  const { name, email } = buyer

  useEffect(() => {
    let isGone = false
    let unmount = () => {}
    setElement({ state: 'loading' })
    loadStripe(scriptUrl).then(
      (create) => {
        if (isGone || !place.current) return
        const stripe = create(publishableKey, { locale: language })
        const elements = stripe.elements({ clientSecret, appearance: stripeAppearance(themeNow.current) })
        const payment = elements.create('payment', {
          layout: 'tabs',
          defaultValues: { billingDetails: { name, email } },
        })
        payment.on('ready', () => isGone || setElement({ state: 'ready', stripe, elements }))
        payment.on('loaderror', () => isGone || setElement({ state: 'failed' }))
        payment.mount(place.current)
        unmount = () => payment.destroy()
      },
      () => isGone || setElement({ state: 'failed' }),
    )
    return () => {
      isGone = true
      unmount()
    }
  }, [place, publishableKey, scriptUrl, clientSecret, name, email, language, round])

  const elements = element.state === 'ready' ? element.elements : null
  useEffect(() => void elements?.update({ appearance: stripeAppearance(theme) }), [elements, theme])
  return element
}
