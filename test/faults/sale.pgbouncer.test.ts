import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type PostgresProcess, startPostgres } from '../../lab/stage/postgres-process.ts'
import { asCustomer } from '../../server/postgres/as-customer.ts'
import { migrate } from '../../server/postgres/migrate.ts'
import { createPool } from '../../server/postgres/pool.ts'
import { uuid } from '../races/house.ts'
import { ask } from '../setup/ask.ts'
import { type PgBouncer, sharedConnections, startPgBouncer } from '../setup/pgbouncer.ts'
import { startServer } from '../setup/server.ts'
import { startTroubledSale } from './troubled-sale.ts'

const answeredWithinMs = 15_000

let postgres: PostgresProcess
let bouncer: PgBouncer
beforeAll(async () => {
  postgres = await startPostgres({})
  bouncer = await startPgBouncer(postgres.port)
})
afterAll(async () => {
  await bouncer?.[Symbol.asyncDispose]()
  await postgres?.stop()
})

const pooled = () => `${bouncer.url}?pgbouncer=true`

it('a sale through PgBouncer in transaction mode adds up, also when it or its connections are killed', async () => {
  await using server = await startServer({ database: 'embedded', env: { DATABASE_URL: pooled() } })
  const sale = await startTroubledSale(server.url, [server.url])
  await sale.during('healthy', () => sale.sells(200))
  const { length } = await ask(
    postgres.url,
    `select from pg_stat_activity where application_name = 'fullhouse'`,
  )
  expect(length).toBeGreaterThan(0)
  expect(length).toBeLessThanOrEqual(sharedConnections)
  await sale.during('its connections ended', async () => {
    await ask(
      postgres.url,
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'fullhouse'`,
    )
    await sale.sells(100)
  })
  await sale.during('PgBouncer killed', async () => {
    await bouncer.kill('SIGKILL')
    await bouncer.start()
    await sale.sells(100)
  })
  await sale.during('PostgreSQL killed', async () => {
    await postgres.kill('SIGKILL')
    await postgres.start()
    await sale.sells(100)
  })
  await sale.end(answeredWithinMs)
})

it('nothing of one transaction is left on the connection that the next one gets', async () => {
  const pool = createPool(pooled(), { max: 12 })
  try {
    await migrate(pool)
    const seen = await Promise.all(
      Array.from({ length: 60 }, async (_, n) => {
        const id = uuid()
        if (n % 3 === 0)
          return asCustomer(pool, [id], async (db) => {
            const { rows } = await db.query(
              `select current_user::text as role, current_setting('fullhouse.customers') as ids`,
            )
            return rows[0].role === 'fullhouse_customer' && rows[0].ids === id
          })
        const { rows } = await pool.query({
          name: `statement ${n % 5}`,
          text: `select current_user::text = session_user::text as "isOwn", coalesce(current_setting('fullhouse.customers', true), '') as ids,
                        current_setting('statement_timeout') as timeout, $1::integer + ${n % 5} as n`,
          values: [n],
        })
        return rows[0].isOwn && rows[0].ids === '' && rows[0].timeout === '0' && rows[0].n === n + (n % 5)
      }),
    )
    expect(seen).toEqual(seen.map(() => true))
    expect(await ask(postgres.url, `select from pg_locks where locktype = 'advisory'`)).toEqual([])
  } finally {
    await pool.end()
  }
})

it('without pgbouncer=true a start ends at once and says what is missing', async () => {
  const starting = startServer({ database: 'embedded', env: { DATABASE_URL: bouncer.url } })
  await expect(starting).rejects.toThrow(/unsupported startup parameter.*\?pgbouncer=true/)
})

it('control: what one client prepares by name is in the way of the next', async () => {
  const prepare = async () => {
    const client = new pg.Client(bouncer.url)
    await client.connect()
    try {
      await client.query({ name: 'same', text: 'select $1::integer', values: [1] })
    } finally {
      await client.end()
    }
  }
  await prepare()
  await expect(prepare()).rejects.toThrow('prepared statement "same" already exists')
})
