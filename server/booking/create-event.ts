import { createHash } from 'node:crypto'
import type { RefusalOf } from '../../contract/refusals.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import type { WaitlistSettings } from '../../contract/shapes/waitlist.ts'
import { shownRange } from '../domain/event-prices.ts'
import { checkNewEvent, checkPrices, slugOf } from '../domain/new-event.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { createUuidMaker, isUuid } from '../ids.ts'
import { type EventRow, eventColumns } from '../sql/tables.ts'
import type { Booking } from './booking.ts'
import { preparePlan } from './prepare-plan.ts'
import { readPriceSettings } from './price-settings.ts'

export interface CreateEventOptions {
  /** Null for an event that nobody manages through the API. */
  organiserId: string | null
  artwork?: string
  paymentSeconds?: number
  /** For a run of the lab, and for nobody else. */
  sandbox?: boolean
  /** A retry with the same key finds the event that the first try made. */
  idempotencyKey?: string | undefined
}

type Refusal = RefusalOf<'INVALID_REQUEST' | 'INVALID_PLAN' | 'SLUG_TAKEN' | 'IDEMPOTENCY_KEY_REUSED'>

const newUuid = createUuidMaker()
const DEFAULT_MAX_PER_ORDER = 10
const DEFAULT_HOLD_SECONDS = 300
const SLUG_TRIES = 5

/** Creates an event and the first version of its plan, in one transaction. */
export async function createEvent(
  { database }: Pick<Booking, 'database'>,
  event: NewEvent,
  options: CreateEventOptions,
): Promise<Outcome<EventRow, Refusal>> {
  const { faults, times, venue } = checkNewEvent(event)
  if (event.slug !== undefined && isUuid(event.slug))
    faults.push({ path: '/slug', message: 'looks like an id' })
  const prepared = preparePlan(event.plan)
  if (!prepared.ok)
    return faults.length === 0 ? prepared : refuse({ code: 'INVALID_REQUEST', errors: faults })
  const plan = prepared.value
  const { categories } = plan.layout
  faults.push(...checkPrices(categories, event.prices))
  const priced = readPriceSettings(null, event, { prices: event.prices, onSaleAt: times.onSaleAt }, faults)
  if (faults.length > 0) return refuse({ code: 'INVALID_REQUEST', errors: faults })

  const range = shownRange(categories, event.prices, priced.rules, priced.columns.locked_categories)
  const row = {
    title: event.title.trim(),
    summary: event.summary ?? '',
    description: event.description ?? '',
    category: event.category ?? '',
    artwork: options.artwork ?? null,
    venue: JSON.stringify(venue),
    starts_at: times.startsAt,
    ends_at: times.endsAt,
    timezone: event.timezone,
    on_sale_at: times.onSaleAt,
    sale_ends_at: times.saleEndsAt,
    published: event.published ?? false,
    listed: event.listed ?? true,
    currency: event.currency,
    prices: JSON.stringify(event.prices),
    min_price: range.min,
    max_price: range.max,
    plan_version: 1,
    places: plan.index.places,
    max_per_order: event.maxPerOrder ?? DEFAULT_MAX_PER_ORDER,
    max_per_customer: event.maxPerCustomer ?? null,
    hold_seconds: event.holdSeconds ?? DEFAULT_HOLD_SECONDS,
    hold_extensions: event.holdExtensions ?? 0,
    cancellable: event.cancellable ?? true,
    cancel_until_seconds: event.cancelUntilSeconds ?? 0,
    cancel_fee: event.cancelFee ?? 0,
    transferable: event.transferable ?? true,
    names_until_seconds: event.namesUntilSeconds ?? 0,
    ...waitlistColumns(event.waitlist),
    ...(options.paymentSeconds !== undefined && { payment_seconds: options.paymentSeconds }),
    ...priced.columns,
    concessions: JSON.stringify(priced.columns.concessions),
    organiser_id: options.organiserId,
    ...(options.sandbox && { sandbox: true }),
  }
  const fingerprint = hash(JSON.stringify(event))
  const id =
    options.idempotencyKey === undefined
      ? newUuid()
      : uuidOf(`${options.organiserId} ${options.idempotencyKey}`)

  const saved = await database.transaction().execute(async (tx): Promise<EventRow | 'SLUG_TAKEN' | null> => {
    for (const slug of slugs(event)) {
      const inserted = await tx
        .insertInto('events')
        .values({ ...row, id, slug, fingerprint })
        .onConflict((conflict) => conflict.doNothing())
        .returning(eventColumns)
        .executeTakeFirst()
      if (inserted !== undefined) {
        await tx
          .insertInto('event_plans')
          .values({ event_id: id, version: 1, document: plan.document, layout: plan.storedLayout })
          .execute()
        return inserted
      }
      const before = await tx
        .selectFrom('events')
        .select('fingerprint')
        .where('id', '=', id)
        .executeTakeFirst()
      if (before !== undefined) return null
    }
    return 'SLUG_TAKEN'
  })
  if (saved === 'SLUG_TAKEN') return refuse({ code: 'SLUG_TAKEN' })
  if (saved !== null) return ok(saved)

  const first = await database
    .selectFrom('events')
    .select([...eventColumns, 'fingerprint'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return first.fingerprint === fingerprint ? ok(first) : refuse({ code: 'IDEMPOTENCY_KEY_REUSED' })
}

/** What is not said is left to the table's defaults. */
function waitlistColumns({ enabled, offerSeconds, passes, passMinutes, auto }: WaitlistSettings = {}) {
  return {
    ...(enabled !== undefined && { waitlist: enabled }),
    ...(offerSeconds !== undefined && { waitlist_offer_seconds: offerSeconds }),
    ...(passes !== undefined && { waitlist_passes: passes }),
    ...(passMinutes !== undefined && { waitlist_pass_minutes: passMinutes }),
    ...(auto !== undefined && { waitlist_auto: auto }),
  }
}

/** The slug asked for, or some made from the title: others may have an event of the same name. */
function slugs(event: NewEvent): string[] {
  if (event.slug !== undefined) return [event.slug]
  const slug = slugOf(event.title)
  const numbered = Array.from({ length: SLUG_TRIES - 1 }, (_, i) => `${slug}-${i + 2}`)
  return [slug, ...numbered, `${slug}-${newUuid().slice(-8)}`]
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** An id that says nothing of when it was made (UUIDv8): the same key always leads to the same one. */
function uuidOf(name: string): string {
  const digits = hash(name)
  return [
    digits.slice(0, 8),
    digits.slice(8, 12),
    `8${digits.slice(13, 16)}`,
    `8${digits.slice(17, 20)}`,
    digits.slice(20, 32),
  ].join('-')
}
