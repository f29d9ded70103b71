/** A seat's state as one byte on the wire (`GET …/availability`, the live socket). */
export const SeatState = { free: 0, held: 1, sold: 2, blocked: 3 } as const

export type SeatStateName = keyof typeof SeatState
export type SeatStateByte = (typeof SeatState)[SeatStateName]
