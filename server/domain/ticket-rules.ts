/** What of an event decides what may be done with its tickets. `name_attendee` and `transfer_ticket` say the same in SQL. */
export interface TicketRules {
  startsAt: Date
  cancelledAt: Date | null
  /** How long before the start names become fixed. */
  namesUntilSeconds: number
  transferable: boolean
}

/** Names may be changed until then, and not at that instant. */
export function namesFixedAt({ startsAt, namesUntilSeconds }: TicketRules): Date {
  return new Date(startsAt.getTime() - namesUntilSeconds * 1000)
}

export function mayNameAttendee(rules: TicketRules, now: Date): boolean {
  return now < namesFixedAt(rules)
}

export function mayTransfer({ startsAt, cancelledAt, transferable }: TicketRules, now: Date): boolean {
  return transferable && cancelledAt === null && now < startsAt
}
