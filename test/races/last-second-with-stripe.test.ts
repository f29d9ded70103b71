import { describeLastSecond } from './last-second-of-payment.ts'
import { stripeBank } from './stripe-bank.ts'

describeLastSecond('Stripe and a card, authorised first', stripeBank('card'), { inTurn: true })
