import type { RefusalOf } from '../../contract/refusals.ts'
import type { Code, NewCode } from '../../contract/shapes/prices.ts'
import { type CodeRule, readCode } from '../domain/code.ts'
import { type Fault, readInstant } from '../domain/new-event.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { bookingLimits } from '../limits/booking-limits.ts'
import { deleteCodeRow, type ListedCode, listCodeRows, storeCode } from '../sql/codes.ts'
import type { Booking } from './booking.ts'

type Parts = Pick<Booking, 'pool' | 'inventory'>
const WHOLE = 10_000

/** The event's codes, the oldest first. Another organiser's event is not found. */
export async function listCodes(
  parts: Parts,
  eventId: string,
  organiserId: string,
): Promise<Outcome<{ codes: Code[] }, RefusalOf<'NOT_FOUND'>>> {
  if (!(await isTheirs(parts, eventId, organiserId))) return refuse({ code: 'NOT_FOUND' })
  return ok({ codes: (await listCodeRows(parts.pool, eventId)).map(describe) })
}

/** Makes the code, or replaces its rules as a whole. Uses are counted from orders, so they stay what they are. */
export async function putCode(
  parts: Parts,
  eventId: string,
  organiserId: string,
  text: string,
  wish: NewCode,
): Promise<Outcome<Code, RefusalOf<'NOT_FOUND' | 'INVALID_REQUEST'>>> {
  const sale = await isTheirs(parts, eventId, organiserId)
  if (!sale) return refuse({ code: 'NOT_FOUND' })
  const errors: Fault[] = []
  const rule = readRule(text, wish, Object.keys(sale.event.prices), errors)
  if (rule === null || errors.length > 0) return refuse({ code: 'INVALID_REQUEST', errors })
  if (!(await storeCode(parts.pool, eventId, rule, bookingLimits.codesPerEvent))) {
    const message = `an event has at most ${bookingLimits.codesPerEvent} codes`
    return refuse({ code: 'INVALID_REQUEST', errors: [{ path: '/code', message }] })
  }
  const [stored] = await listCodeRows(parts.pool, eventId, rule.code)
  return stored === undefined ? refuse({ code: 'NOT_FOUND' }) : ok(describe(stored))
}

export async function deleteCode(
  parts: Parts,
  eventId: string,
  organiserId: string,
  text: string,
): Promise<Outcome<null, RefusalOf<'NOT_FOUND'>>> {
  const code = readCode(text)
  if (code === null || !(await isTheirs(parts, eventId, organiserId))) return refuse({ code: 'NOT_FOUND' })
  return (await deleteCodeRow(parts.pool, eventId, code)) ? ok(null) : refuse({ code: 'NOT_FOUND' })
}

/** A code of an event that is just being made; its rules are the program's own. */
export async function seedCode(pool: Booking['pool'], eventId: string, text: string, wish: NewCode) {
  const errors: Fault[] = []
  const rule = readRule(text, { ...wish, categories: null, unlocks: [] }, [], errors)
  if (rule === null || errors.length > 0)
    throw new Error(`the code ${text} is refused: ${JSON.stringify(errors)}`)
  const { categories = null, unlocks = [] } = wish
  await storeCode(pool, eventId, { ...rule, categories, unlocks }, bookingLimits.codesPerEvent)
}

async function isTheirs({ inventory }: Parts, eventId: string, organiserId: string) {
  const sale = await inventory.sale(eventId)
  return sale?.event.organiser_id === organiserId ? sale : null
}

function readRule(
  text: string,
  wish: NewCode,
  categories: readonly string[],
  faults: Fault[],
): CodeRule | null {
  const code = readCode(text)
  if (code === null) {
    faults.push({ path: '/code', message: 'is 2 to 40 letters without accents, digits, “-” and “_”' })
    return null
  }
  if (wish.discount?.kind === 'percent' && wish.discount.value > WHOLE)
    faults.push({ path: '/discount/value', message: 'is more than the whole price (10000 basis points)' })
  for (const list of ['categories', 'unlocks'] as const)
    wish[list]?.forEach((name, at) => {
      if (!categories.includes(name))
        faults.push({ path: `/${list}/${at}`, message: 'is no category of this event' })
    })
  const read = (name: 'validFrom' | 'validUntil') =>
    wish[name] == null ? null : readInstant(`/${name}`, wish[name], faults)
  const validFrom = read('validFrom')
  const validUntil = read('validUntil')
  if (validFrom !== null && validUntil !== null && validUntil <= validFrom)
    faults.push({ path: '/validUntil', message: 'is not after it begins to be valid' })
  return {
    code,
    discount: wish.discount ?? { kind: 'none' },
    categories: wish.categories ?? null,
    unlocks: wish.unlocks ?? [],
    presale: wish.presale ?? false,
    maxTickets: wish.maxTickets ?? null,
    maxPerCustomer: wish.maxPerCustomer ?? null,
    validFrom,
    validUntil,
    active: wish.active ?? true,
  }
}

function describe({ orders, tickets, discount, ...rule }: ListedCode): Code {
  return {
    ...rule,
    categories: rule.categories && [...rule.categories],
    unlocks: [...rule.unlocks],
    discount: discount.kind === 'none' ? null : discount,
    validFrom: rule.validFrom?.toISOString() ?? null,
    validUntil: rule.validUntil?.toISOString() ?? null,
    uses: { orders, tickets },
  }
}
