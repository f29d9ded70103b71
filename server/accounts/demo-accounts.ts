import { hashPassword } from 'better-auth/crypto'
import type { Pool } from '../postgres/pool.ts'
import { transaction } from '../postgres/transaction.ts'
import type { Role } from './sessions.ts'

const demoPassword = 'Password123'

const demoAccounts: { name: string; email: string; role: Role }[] = [
  { name: 'Alice Archer', email: 'alice@example.com', role: 'customer' },
  { name: 'Bob Baker', email: 'bob@example.com', role: 'customer' },
  { name: 'Charlie Carter', email: 'charlie@example.com', role: 'customer' },
  { name: 'Olivia Organ', email: 'organiser@example.com', role: 'organiser' },
]

/** The demo's people. Everybody knows their password, so only a demo has them. Those that exist are left alone. */
export async function ensureDemoAccounts(context: { pool: Pool; ids: { uuid(): string } }): Promise<void> {
  const { pool, ids } = context
  const { rows } = await pool.query<{ email: string }>('select email from users where email = any ($1)', [
    demoAccounts.map(({ email }) => email),
  ])
  const present = new Set(rows.map(({ email }) => email))
  const missing = demoAccounts.filter(({ email }) => !present.has(email))
  if (missing.length === 0) return
  const people = await Promise.all(
    missing.map(async (account) => ({
      ...account,
      id: ids.uuid(),
      password: await hashPassword(demoPassword),
    })),
  )
  await transaction(pool, async (tx) => {
    for (const { id, name, email, role, password } of people) {
      const created = await tx.query(
        `insert into users (id, name, email, email_verified, role) values ($1, $2, $3, true, $4)
         on conflict (email) do nothing`,
        [id, name, email, role],
      )
      if (created.rowCount === 0) continue // another server was first
      await tx.query(
        `insert into accounts (id, user_id, provider_id, account_id, password)
         values ($1, $2, 'credential', $3, $4)`,
        [ids.uuid(), id, id, password],
      )
    }
  })
}
