import { describe, expect, it } from 'vitest'
import { cancelOrder } from '../../server/sql/cancel-order.ts'
import { transferTicket } from '../../server/sql/change-ticket.ts'
import { sellHolds } from '../../server/sql/sell-holds.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { beginOn, claimOne, job, openHouse, sale, someoneWaits, weaken } from './house.ts'

const to = { name: 'Charles Babbage', email: 'charles@example.com', locale: 'en' }

/** A sold order of two places, as its buyer may change it. */
async function sold({ pool }: FreshDatabase) {
  const { id: eventId } = await openHouse(pool, 2)
  const hold = job([0, 1])
  await claimOne(pool, eventId, hold)
  const order = sale(hold)
  const [verdict] = await sellHolds(pool, eventId, [order])
  if (verdict?.code !== 'SOLD') throw new Error(verdict?.code)
  const buyer = [hold.customerId]
  const ticket = { eventId, orderId: order.orderId, seat: 0, id: verdict.tickets[0]! }
  return {
    ticket,
    transfer: (db: Parameters<typeof transferTicket>[0], email = to.email) =>
      transferTicket(db, ticket, buyer, { ...to, email }),
    cancel: (db: Parameters<typeof cancelOrder>[0], customerIds: string[] | null = buyer) =>
      cancelOrder(db, eventId, { orderId: order.orderId, customerIds, ticketIds: null }),
    async standing() {
      const { rows } = await pool.query(
        `select t.seat, t.state = 1 as valid, t.holder_email as holder,
                exists (select from claims c where c.event_id = t.event_id and c.seat = t.seat) as kept
           from tickets t order by t.seat`,
      )
      return rows
    },
    async mails() {
      const { rows } = await pool.query(`select recipient from mails where kind = 'transfer'`)
      return rows.map(({ recipient }) => recipient)
    },
  }
}

describe('transfer', () => {
  it('cancelled while it is being passed on: it is somebody else’s, and the buyer is refused', async () => {
    await using database = await freshDatabase()
    const { transfer, cancel, standing } = await sold(database)
    const passing = await beginOn(database.pool)
    expect((await transfer(passing.client)).code).toBe('TRANSFERRED')
    const cancelled = cancel(database.pool)
    await someoneWaits(database.pool)
    await passing.commit()
    expect((await cancelled).code).toBe('NOT_CANCELLABLE')
    expect(await standing()).toEqual([
      { seat: 0, valid: true, holder: to.email, kept: true },
      { seat: 1, valid: true, holder: null, kept: true },
    ])
  })

  it('passed on while the order is being cancelled: the ticket is void, and no mail promises it', async () => {
    await using database = await freshDatabase()
    const { transfer, cancel, standing, mails } = await sold(database)
    const cancelling = await beginOn(database.pool)
    expect((await cancel(cancelling.client)).code).toBe('CANCELLED')
    const passed = transfer(database.pool)
    await someoneWaits(database.pool)
    await cancelling.commit()
    expect((await passed).code).toBe('NOT_TRANSFERABLE')
    expect(await standing()).toMatchObject([
      { valid: false, holder: null, kept: false },
      { valid: false, holder: null, kept: false },
    ])
    expect(await mails()).toEqual([])
  })

  it('passed on to two people at once: one has it, and one mail says so', async () => {
    await using database = await freshDatabase()
    const { transfer, mails } = await sold(database)
    const first = await beginOn(database.pool)
    await transfer(first.client)
    const second = transfer(database.pool, 'grace@example.com')
    await someoneWaits(database.pool)
    await first.commit()
    expect((await second).code).toBe('NOT_TRANSFERABLE')
    expect(await mails()).toEqual([to.email])
  })

  it('the same transfer twice at once is one, and both hear the same', async () => {
    await using database = await freshDatabase()
    const { transfer, mails } = await sold(database)
    const first = await beginOn(database.pool)
    const one = await transfer(first.client)
    const second = transfer(database.pool)
    await someoneWaits(database.pool)
    await first.commit()
    expect(await second).toEqual({ ...one, code: 'TRANSFERRED_BEFORE' })
    expect(await mails()).toEqual([to.email])
  })

  it('refunded by the staff while it is being passed on: whoever has it loses it, and the money is the buyer’s', async () => {
    await using database = await freshDatabase()
    const { transfer, cancel, standing } = await sold(database)
    const passing = await beginOn(database.pool)
    await transfer(passing.client)
    const cancelled = cancel(database.pool, null)
    await someoneWaits(database.pool)
    await passing.commit()
    expect((await cancelled).code).toBe('CANCELLED')
    expect(await standing()).toMatchObject([
      { valid: false, holder: to.email, kept: false },
      { valid: false, holder: null, kept: false },
    ])
  })

  it('negative control: without the lock on the hold, a cancellation voids what was just passed on', async () => {
    await using database = await freshDatabase()
    await weaken(database.pool, 'transfer_ticket', /perform from holds h[\s\S]*?for update;/)
    const { transfer, cancel, standing } = await sold(database)
    const passing = await beginOn(database.pool)
    await transfer(passing.client)
    const cancelled = cancel(database.pool)
    await someoneWaits(database.pool)
    await passing.commit()
    expect((await cancelled).code).toBe('CANCELLED')
    expect((await standing())[0]).toMatchObject({ valid: false, holder: to.email })
  })

  it('negative control: without a look at the id, the second transfer takes the ticket from the first recipient', async () => {
    await using database = await freshDatabase()
    await weaken(
      database.pool,
      'transfer_ticket',
      /if v_ticket\.id is distinct from p_ticket[\s\S]*?when v_ticket\.holder_email is not null and [^\n]*\n/,
      (text) =>
        text
          .replace('v_ticket.id is distinct from p_ticket', 'false')
          .replace(/when v_ticket\.holder_email is not null and [^\n]*\n/, ''),
    )
    const { ticket, transfer, standing } = await sold(database)
    await transfer(database.pool)
    await database.pool.query('delete from ticket_transfers where old_id = $1', [ticket.id])
    expect((await transfer(database.pool, 'grace@example.com')).code).toBe('TRANSFERRED')
    expect((await standing())[0]).toMatchObject({ holder: 'grace@example.com' })
  })
})
