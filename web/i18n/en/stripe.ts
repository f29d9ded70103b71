/** Paying with Stripe. What is wrong with a card, Stripe says itself, in the page's language. */
export const stripe = {
  title: 'Payment',
  loading: 'The payment form is loading',
  private: 'Your details go straight to Stripe, who carry out the payment. This shop never sees them.',
  pay: (total: string) => `Pay ${total}`,
  declined: {
    title: 'The payment did not go through',
    text: 'Your seats are still reserved. Try again, or pay in another way.',
  },
  notLoaded: {
    title: 'The payment form could not be loaded',
    text: 'It comes from Stripe. The network, or something in this browser that blocks scripts, may be in the way. Your seats are still reserved.',
  },
  again: 'Try again',
  asking: 'Your payment is being confirmed…',
}
