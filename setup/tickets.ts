import { deriveKey, loadSecret } from '../server/accounts/secret.ts'
import { parseConfig } from '../server/config.ts'
import { createLog } from '../server/observe/log.ts'
import { migrate } from '../server/postgres/migrate.ts'
import { openDatabase } from '../server/postgres/open.ts'
import type { Pool } from '../server/postgres/pool.ts'
import { ensureTicketKey, rotateTicketKeys, withdrawTicketKey } from '../server/tickets/ticket-keys.ts'

const USAGE = `npm run tickets -- keys          the keys that tickets are signed with
npm run tickets -- rotate        sign with a new key from now on; what was printed before stays good
npm run tickets -- withdraw N    forget a key that no longer signs: what was printed with it is worth nothing any more

Servers that run take over within half a minute. The embedded database is for one program at a time: stop its server first.`

const [command, argument] = process.argv.slice(2)
const acts: Record<string, ((pool: Pool, sealingKey: Uint8Array) => Promise<0 | 1>) | undefined> = {
  keys: list,
  rotate,
  withdraw,
}
const act = acts[command ?? '']
if (act === undefined || (command === 'withdraw') !== (argument !== undefined)) {
  console.error(USAGE)
  process.exitCode = 2
} else process.exitCode = await onDatabase(act)

async function onDatabase(work: NonNullable<typeof act>): Promise<0 | 1> {
  const parsed = parseConfig(process.env)
  if (!parsed.ok) {
    console.error(parsed.faults.join('\n'))
    return 1
  }
  const { config } = parsed
  const database = await openDatabase(config, createLog('warn'), (error) => {
    throw error
  })
  try {
    await migrate(database.pool)
    return await work(database.pool, deriveKey(await loadSecret(database.pool, config.secret), 'tickets'))
  } finally {
    await database.pool.end()
    await database.stop()
  }
}

async function list(pool: Pool, sealingKey: Uint8Array): Promise<0> {
  for (const { id, createdAt, retiredAt, privateKey } of await ensureTicketKey(pool, sealingKey)) {
    const since = createdAt.toISOString().slice(0, 10)
    const state = retiredAt === null ? 'signs' : `signed until ${retiredAt.toISOString().slice(0, 10)}`
    const sealed = retiredAt === null && privateKey === null ? ', but not under this FULLHOUSE_SECRET' : ''
    console.log(`${String(id).padStart(3)}  made ${since}, ${state}${sealed}`)
  }
  return 0
}

async function rotate(pool: Pool, sealingKey: Uint8Array): Promise<0> {
  console.log(`Tickets are signed with key ${await rotateTicketKeys(pool, sealingKey)} from now on.`)
  return 0
}

async function withdraw(pool: Pool): Promise<0 | 1> {
  if (await withdrawTicketKey(pool, Number(argument))) {
    console.log(`Key ${argument} is forgotten. What was printed with it is not genuine any more.`)
    return 0
  }
  console.error(`There is no key ${argument} that has stopped signing. Rotate first.`)
  return 1
}
