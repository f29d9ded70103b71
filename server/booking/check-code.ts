import type { RefusalOf } from '../../contract/refusals.ts'
import type { CodeGrant } from '../../contract/shapes/prices.ts'
import { type CodeRule, judgeCode, readCode } from '../domain/code.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { readCodeUse } from '../sql/codes.ts'
import type { Booking, Caller } from './booking.ts'
import { seeEvent } from './see-event.ts'

type InvalidCode = RefusalOf<'INVALID_CODE'>

/** What a code is good for at this event, so that a page can show it before anything is held. */
export async function checkCode(
  booking: Booking,
  caller: Caller,
  idOrSlug: string,
  text: string,
): Promise<Outcome<CodeGrant, RefusalOf<'NOT_FOUND'> | InvalidCode>> {
  const sale = await seeEvent(booking, idOrSlug, undefined)
  if (sale === undefined) return refuse({ code: 'NOT_FOUND' })
  const found = await findRule(booking, sale.event.id, caller.customerId, text)
  if (!found.ok) return found
  const { code, unlocks, presale, discount } = found.value
  return ok({ code, unlocks: [...unlocks], presale, discount: discount.kind !== 'none' })
}

/** The rules of a code that is valid now by the database's clock. */
export async function findRule(
  { pool }: Pick<Booking, 'pool'>,
  eventId: string,
  customerId: string,
  text: string,
): Promise<Outcome<CodeRule, InvalidCode>> {
  const code = readCode(text)
  const found = code === null ? undefined : await readCodeUse(pool, eventId, code, customerId)
  if (found === undefined) return refuse({ code: 'INVALID_CODE', reason: 'unknown' })
  const reason = judgeCode(found.rule, found.clock)
  return reason === null ? ok(found.rule) : refuse({ code: 'INVALID_CODE', reason })
}
