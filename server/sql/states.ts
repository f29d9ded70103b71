/** Names of the numbers that the ledger keeps its states as; position 0 is unused. */
export const claimStates = ['', 'held', 'sold', 'blocked', 'retired'] as const
export const holdStates = ['', 'live', 'sold', 'released', 'expired'] as const
export const orderStates = ['', 'awaiting_payment', 'confirmed', 'cancelled', 'expired', 'refunded'] as const
export const ticketStates = ['', 'valid', 'void'] as const

export type HoldState = Exclude<(typeof holdStates)[number], ''>
export type OrderState = Exclude<(typeof orderStates)[number], ''>
export type TicketState = Exclude<(typeof ticketStates)[number], ''>
