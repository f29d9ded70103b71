import type { Order } from '../../../contract/shapes/orders.ts'

interface StateWords {
  tone: 'good' | 'warn' | 'plain' | 'bad'
  text: string
}

export function wordsOfState(state: Order['state']): StateWords {
  switch (state) {
    case 'awaiting_payment':
      return { tone: 'warn', text: 'Waiting for payment' }
    case 'confirmed':
      return { tone: 'good', text: 'Confirmed' }
    case 'cancelled':
      return { tone: 'plain', text: 'Cancelled' }
    case 'expired':
      return { tone: 'plain', text: 'Not paid in time' }
    case 'refunded':
      return { tone: 'plain', text: 'Refunded' }
  }
}
