// Stands in for Stripe's own browser script, which tests cannot reach. Like it, it keeps what the buyer types in a frame of
// its own origin, talks to the API from there, and leaves the shop's page only for the buyer's bank.
;(() => {
  const origin = new URL(document.currentScript.src).origin

  function createElements({ clientSecret, appearance, locale }, publishableKey) {
    const listeners = {}
    let frame = null
    let asked = 0
    const waiting = new Map()
    const isOurs = (event) => event.origin === origin && event.source === frame?.contentWindow
    const tell = (name, detail = {}) => {
      for (const listener of listeners[name] ?? []) listener({ elementType: 'payment', ...detail })
    }
    addEventListener('message', (event) => {
      if (!isOurs(event)) return
      const { kind, id, ...detail } = event.data
      if (kind === 'answer') {
        waiting.get(id)?.(detail)
        waiting.delete(id)
      } else tell(kind, detail)
    })
    const ask = (act, detail = {}) =>
      new Promise((resolve) => {
        asked += 1
        waiting.set(asked, resolve)
        frame.contentWindow.postMessage({ act, id: asked, ...detail }, origin)
      })

    const element = {
      on(name, listener) {
        listeners[name] = [...(listeners[name] ?? []), listener]
        return element
      },
      mount(target) {
        const place = typeof target === 'string' ? document.querySelector(target) : target
        frame = document.createElement('iframe')
        frame.title = 'Secure payment input frame'
        frame.allow = 'payment *'
        frame.style.border = '0'
        frame.style.width = '100%'
        frame.style.height = '13rem'
        frame.src = `${origin}/double/payment-element`
        frame.addEventListener('load', () => {
          const { variables = {}, theme = 'stripe' } = appearance ?? {}
          const settings = { publishableKey, clientSecret, variables, theme, locale }
          frame.contentWindow.postMessage({ act: 'begin', settings }, origin)
        })
        place.append(frame)
      },
      unmount() {
        frame?.remove()
        frame = null
      },
      destroy() {
        element.unmount()
      },
    }
    return {
      ask,
      create: (type) => {
        if (type !== 'payment') throw new Error(`the double has no element "${type}"`)
        return element
      },
      update: ({ appearance: next }) => {
        if (next && frame) void ask('look', { variables: next.variables, theme: next.theme })
      },
      submit: () => ask('submit'),
    }
  }

  window.Stripe = (publishableKey, options = {}) => ({
    elements: (settings) => createElements({ locale: options.locale, ...settings }, publishableKey),
    async confirmPayment({ elements, confirmParams, redirect = 'always' }) {
      const { error, paymentIntent } = await elements.ask('confirm', { returnUrl: confirmParams.return_url })
      if (error) return { error }
      const leave = paymentIntent.next_action?.redirect_to_url.url
      if (leave) {
        location.assign(leave)
        return new Promise(() => {})
      }
      if (redirect === 'always') {
        location.assign(confirmParams.return_url)
        return new Promise(() => {})
      }
      return { paymentIntent }
    },
    async retrievePaymentIntent(clientSecret) {
      const id = clientSecret.split('_secret_')[0]
      const query = new URLSearchParams({ key: publishableKey, client_secret: clientSecret })
      const reply = await fetch(`${origin}/v1/payment_intents/${id}?${query}`)
      const body = await reply.json()
      return reply.ok ? { paymentIntent: body } : { error: body.error }
    },
  })
})()
