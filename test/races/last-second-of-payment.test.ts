import { openDemoBank } from './bank.ts'
import { describeLastSecond } from './last-second-of-payment.ts'

describeLastSecond('the demo provider', openDemoBank)
