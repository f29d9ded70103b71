import type { StripeConstructor } from '@stripe/stripe-js'

let loading: Promise<StripeConstructor> | null = null

/**
 * Loads Stripe.js, once, when somebody is about to pay: Stripe asks that it come from Stripe, never from a bundle. Its own
 * loader would do the same for the price of a dependency, but knows one address only; which one it is, the server says.
 */
export function loadStripe(scriptUrl: string): Promise<StripeConstructor> {
  loading ??= new Promise<StripeConstructor>((resolve, reject) => {
    const script = document.createElement('script')
    script.src = scriptUrl
    script.async = true
    script.addEventListener('load', () => {
      if (window.Stripe) resolve(window.Stripe)
      else reject(new Error('Stripe.js came without Stripe'))
    })
    script.addEventListener('error', () => {
      script.remove()
      reject(new Error('Stripe.js could not be loaded'))
    })
    document.head.append(script)
  })
  loading.catch(() => {
    loading = null // The next one who wants it tries again.
  })
  return loading
}

declare global {
  interface Window {
    Stripe?: StripeConstructor
  }
}
