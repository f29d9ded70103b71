import type { Transaction } from '../../postgres/transaction.ts'

/** Whatever may hang on an event of the lab: its buyers hold, order, pay, cancel and wait like any others. */
const tables = [
  ...['claims', 'tickets', 'ticket_transfers', 'refunds', 'payment_events', 'payments', 'orders', 'holds'],
  ...['waitlist', 'mails', 'queue_entries', 'queue_draws', 'queues', 'codes'],
]
/** What the demo's payment company knows of its payments, by the column that names one; what refers to others first. */
const demoTables = { demo_webhooks: 'intent_id', demo_refunds: 'intent_id', demo_intents: 'id' }

/** Deletes an event of the lab and all that was sold of it. Any other event is left alone: false. */
export async function clearSandbox(tx: Transaction, eventId: string): Promise<boolean> {
  // The event first: nobody can clear a real one by mistake.
  const { rowCount } = await tx.query('delete from events where id = $1 and sandbox', [eventId])
  if (rowCount !== 1) return false
  for (const [table, column] of Object.entries(demoTables))
    await tx.query(
      `delete from ${table} d using payments p where p.event_id = $1 and p.provider_ref = d.${column}`,
      [eventId],
    )
  for (const table of tables) await tx.query(`delete from ${table} where event_id = $1`, [eventId])
  return true
}
