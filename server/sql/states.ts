/** Names of the numbers that the ledger keeps its states as; position 0 is unused. */
export const claimStates = ['', 'held', 'sold', 'blocked', 'retired'] as const
export const holdStates = ['', 'live', 'sold', 'released', 'expired'] as const
export const orderStates = ['', 'awaiting_payment', 'confirmed', 'cancelled', 'expired', 'refunded'] as const
export const ticketStates = ['', 'valid', 'void'] as const

export type HoldState = Exclude<(typeof holdStates)[number], ''>
export type OrderState = Exclude<(typeof orderStates)[number], ''>
export type TicketState = Exclude<(typeof ticketStates)[number], ''>
export const paymentStates = ['', 'open', 'captured', 'authorised', 'failed'] as const
export const refundStates = ['', 'due', 'done', 'failed'] as const
export const refundReasons = [
  '',
  'cancelled',
  'paid_late',
  'paid_twice',
  'staff',
  'event_cancelled',
  'provider',
  'wrong_amount',
] as const

export type PaymentState = Exclude<(typeof paymentStates)[number], ''>
export type RefundState = Exclude<(typeof refundStates)[number], ''>
export type RefundReason = Exclude<(typeof refundReasons)[number], ''>
