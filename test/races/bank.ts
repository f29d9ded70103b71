import { createDemoGateway, type DemoGateway } from '../../server/payments/demo/demo-gateway.ts'
import type { Gateway, ProviderEvent } from '../../server/payments/gateway.ts'
import type { FreshDatabase } from '../setup/database.ts'

/** A payment provider as the races need it: everything that happens there happens when the test says so. */
export interface Bank extends AsyncDisposable {
  gateway: Gateway
  /** The buyer pays at the provider, out of the shop's sight. Does nothing once the payment has ended. */
  pay(providerRef: string): Promise<void>
  /** Every webhook written about this payment so far, oldest first. None is delivered by itself. */
  events(providerRef: string): Promise<ProviderEvent[]>
  /** The provider's own books, in minor units. */
  books(providerRef: string): Promise<{ captured: number; refunded: number; authorised: number }>
}

export type OpenBank = (database: FreshDatabase) => Promise<Bank>

/** The demo company, with its webhooks kept in its books. */
export const openDemoBank: OpenBank = async (database) => {
  const { pool } = database
  const gateway: DemoGateway = createDemoGateway({
    pool,
    secret: 'a secret of the tests',
    nowMs: Date.now,
    deliver: () => Promise.reject(new Error('webhooks are delivered by the test')),
    onFault: () => {},
  })
  return {
    gateway,
    async pay(providerRef) {
      await gateway.pay(providerRef, 'succeed')
    },
    async events(providerRef) {
      const { rows } = await pool.query<{ body: Omit<ProviderEvent, 'provider'> }>(
        'select body from demo_webhooks where intent_id = $1 order by ctid',
        [providerRef],
      )
      return rows.map(({ body }) => ({ provider: 'demo', ...body }))
    },
    async books(providerRef) {
      const { rows } = await pool.query<{ state: string; amount: number; refunded: number }>(
        'select state, amount, refunded from demo_intents where id = $1',
        [providerRef],
      )
      const { state = '', amount = 0, refunded = 0 } = rows[0] ?? {}
      return {
        captured: state === 'captured' ? amount : 0,
        authorised: state === 'authorised' ? amount : 0,
        refunded,
      }
    },
    async [Symbol.asyncDispose]() {},
  }
}
