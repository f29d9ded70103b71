import type { Recorded } from './history.ts'
import type { HoldStory, Stories } from './stories.ts'
import type { Findings } from './verdict.ts'

/** What each request may be refused for by a server that is well, whatever the others do; the truth of it is judged elsewhere. */
const expected: Record<Recorded['act'], readonly string[]> = {
  hold: ['SEATS_TAKEN', 'SOLD_OUT', 'NOT_ENOUGH_SEATS', 'LIMIT_EXCEEDED'],
  release: ['HOLD_ENDED'],
  order: ['HOLD_EXPIRED', 'HOLD_ENDED'],
  pay: ['PAYMENT_DECLINED', 'HOLD_EXPIRED', 'HOLD_ENDED'],
  cancel: ['NOT_CANCELLABLE'],
  look: [],
}
/** Busy, or nobody there: asks to be tried again, and is no wrong answer. */
const busy = ['UNAVAILABLE', 'RATE_LIMITED', 'NO_ANSWER']

export function judgeAnswers(records: readonly Recorded[], { holds }: Stories, findings: Findings): void {
  findings.looked('fair-refusal', records.length)
  for (const record of records) {
    const { code, act, buyer } = record
    if (code === undefined || busy.includes(code)) continue
    const about = { seats: record.seats ?? [], buyers: [buyer] }
    if (!expected[act].includes(code)) {
      findings.violate('fair-refusal', `${act} of buyer ${buyer} was answered with ${code}`, about)
      continue
    }
    if (code === 'PAYMENT_DECLINED' && record.bank !== 'decline')
      findings.violate('fair-refusal', `the bank agreed, and buyer ${buyer} was told that it declined`, about)
    const hold = record.hold === undefined ? undefined : holds.get(record.hold)
    if (code === 'HOLD_ENDED' && hold && !mayHaveEnded(hold, record))
      findings.violate('fair-refusal', `hold ${hold.id} was called ended, and nobody has ended it`, about)
  }
}

/** By its buyer, who gave it back, bought or cancelled it, or by the clock. */
function mayHaveEnded({ records, firstEnd }: HoldStory, told: Recorded): boolean {
  return (
    firstEnd.earliest <= told.to ||
    records.some(
      (one) => one !== told && one.act !== 'hold' && one.outcome !== 'refused' && one.from <= told.to,
    )
  )
}
