import type { Order } from '../../../contract/shapes/orders.ts'
import { texts } from '../../i18n/texts.ts'

interface StateWords {
  tone: 'good' | 'warn' | 'plain'
  text: string
}

export function wordsOfState(state: Order['state']): StateWords {
  return { tone: tones[state], text: texts().orders.states[state] }
}

const tones = {
  awaiting_payment: 'warn',
  confirmed: 'good',
  cancelled: 'plain',
  expired: 'plain',
  refunded: 'plain',
} as const
