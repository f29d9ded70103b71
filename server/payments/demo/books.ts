import { randomBytes, randomUUID } from 'node:crypto'
import type { DemoBehaviour, DemoState } from '../../../contract/shapes/payments.ts'
import type { Queryable } from '../../postgres/pool.ts'
import type { PaymentReport, ReportedState } from '../gateway.ts'

/** The demo company's books: the only code that reads or writes its tables. */

export interface Intent {
  id: string
  state: DemoState
  amount: number
  currency: string
  refunded: number
  /** What the shop asked to be told back with everything, and how long the payment may take. */
  metadata: { eventId: string; orderId: string; paymentId: string; deadline: string | null }
  secret: string
  behaviour: DemoBehaviour
  declined: string | null
}

const columns = 'id, state, amount, currency, refunded, metadata, secret, behaviour, declined'

export async function addIntent(
  db: Queryable,
  { id, amount, currency, metadata }: Pick<Intent, 'id' | 'amount' | 'currency' | 'metadata'>,
): Promise<Intent> {
  const { rows } = await db.query<Intent>(
    `insert into demo_intents (id, state, amount, currency, metadata, secret)
     values ($1, 'open', $2, $3, $4, $5)
     on conflict (id) do update set id = excluded.id -- Asked again: the one that is there already.
     returning ${columns}`,
    [id, amount, currency, JSON.stringify(metadata), `${id}_secret_${randomBytes(12).toString('hex')}`],
  )
  return rows[0]!
}

export async function readIntent(db: Queryable, id: string): Promise<Intent | undefined> {
  const { rows } = await db.query<Intent>(`select ${columns} from demo_intents where id = $1`, [id])
  return rows[0]
}

export async function lockIntent(tx: Queryable, id: string): Promise<Intent | undefined> {
  const { rows } = await tx.query<Intent>(`select ${columns} from demo_intents where id = $1 for update`, [
    id,
  ])
  return rows[0]
}

/** Those whose bank has made up its mind by now, locked; other servers take others. */
export async function lockSettling(tx: Queryable, limit: number): Promise<Intent[]> {
  const { rows } = await tx.query<Intent>(
    `select ${columns} from demo_intents
      where settle_at <= statement_timestamp() order by settle_at limit $1 for update skip locked`,
    [limit],
  )
  return rows
}

/** Writes an intent down. `settleAt`: when its bank answers, while it is processing. */
export async function saveIntent(tx: Queryable, intent: Intent, settleAt: Date | null = null): Promise<void> {
  await tx.query(
    `update demo_intents
        set state = $2, refunded = $3, behaviour = $4, declined = $5, settle_at = $6 where id = $1`,
    [intent.id, intent.state, intent.refunded, intent.behaviour, intent.declined, settleAt],
  )
}

/** Books a refund under the shop's key, once. False when that key was here before. */
export async function addRefund(
  tx: Queryable,
  refund: { key: string; intentId: string; amount: number },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    'insert into demo_refunds (key, id, intent_id, amount) values ($1, $2, $3, $4) on conflict (key) do nothing',
    [refund.key, `dr_${refund.key}`, refund.intentId, refund.amount],
  )
  return rowCount === 1
}

export interface Webhook {
  id: string
  body: { id: string; kind: string; report: PaymentReport }
  copies: number
}

/** Puts an event on its way to the shop, in the transaction of what it tells of. */
export async function addWebhook(tx: Queryable, kind: string, intent: Intent): Promise<void> {
  const id = `de_${randomUUID()}`
  const isLost = intent.behaviour === 'webhook_lost'
  await tx.query(
    `insert into demo_webhooks (id, intent_id, body, copies, due_at)
     values ($1, $2, $3, $4, case when $5 then null else clock_timestamp() end)`,
    [
      id,
      intent.id,
      JSON.stringify({ id, kind, report: reportOf(intent) }),
      intent.behaviour === 'webhook_twice' ? 2 : 1,
      isLost,
    ],
  )
}

/**
 * Takes events that are due, and puts them off meanwhile: if they are not delivered, they are due again, later each time.
 * `intentId` narrows it to one payment's. Written by ctid, for what is locked stays where it is: for twenty rows to be found by
 * their ids the planner read the whole table.
 */
export async function takeWebhooks(
  db: Queryable,
  limit: number,
  intentId: string | null = null,
): Promise<Webhook[]> {
  const { rows } = await db.query<Webhook>(
    `update demo_webhooks w
        set tries = w.tries + 1, due_at = clock_timestamp() + make_interval(secs => least(2 ^ w.tries, 3600))
      where w.ctid = any (array(
              select ctid from demo_webhooks
               where due_at <= statement_timestamp() and (intent_id = $2 or $2 is null)
               order by due_at limit $1 for update skip locked))
     returning w.id, w.body, w.copies`,
    [limit, intentId],
  )
  return rows
}

export async function endWebhook(db: Queryable, id: string): Promise<void> {
  await db.query('update demo_webhooks set due_at = null where id = $1', [id])
}

const reported: Record<DemoState, ReportedState> = {
  open: 'open',
  challenge: 'open',
  processing: 'processing',
  authorised: 'authorised',
  captured: 'captured',
  cancelled: 'cancelled',
}

export function reportOf(intent: Intent): PaymentReport {
  const { eventId, orderId, paymentId } = intent.metadata
  const isMoney = intent.state === 'authorised' || intent.state === 'captured'
  return {
    eventId,
    orderId,
    paymentId,
    providerRef: intent.id,
    state: reported[intent.state],
    amount: isMoney ? intent.amount : 0,
    currency: intent.currency,
    refunded: intent.refunded,
    declined: intent.declined,
  }
}
