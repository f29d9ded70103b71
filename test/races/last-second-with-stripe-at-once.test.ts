import { describeLastSecond } from './last-second-of-payment.ts'
import { stripeBank } from './stripe-bank.ts'

describeLastSecond('Stripe and a way to pay that takes the money at once', stripeBank('debit'), {
  takesAtOnce: true,
  inTurn: true,
})
