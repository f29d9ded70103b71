import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { freshDatabase } from '../../test/setup/database.ts'
import type { Pool } from '../postgres/pool.ts'

/*
 * Events are independent, and so is everything that belongs to one: it could be spread over many databases by event_id (as Citus
 * does), with each act of a sale in one of them. That holds as long as
 *
 *   every key of a table that has an event_id begins with it: a unique index is kept by one database alone
 *   every statement names the event of every such table that it touches: else it would have to be asked of all
 *
 * The second is read from the text of the statements, all of them: for each table and its alias, event_id has to stand with it. It
 * does not prove that what is compared is the one event; test/races/event-first.test.ts sees that in the plans of a sale.
 */

/** Statements about several events, and who asks them. Text that is pieced together is seen piece by piece. */
const acrossEvents: Record<string, string> = {
  'count-open-payments.ts': 'a gauge over all events',
  'due-payments.ts': 'the job that looks for what is due, whichever event it is of',
  'read-holds.ts': 'a customer, who looks for their own holds, by the index on customers',
  'read-tickets.ts': 'the same for tickets that were passed on to them',
  'sweep-mails.ts': 'the job that deletes what was sent long ago',
  'take-mails.ts': 'a gauge over the whole outbox',
}

async function tablesOfEvents(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'event_id'
        -- The lab's own books are no part of a sale.
        and c.relname not like 'lab\\_%' order by 1`,
  )
  return rows.map(({ name }) => name)
}

it('every key of what belongs to an event begins with the event', async () => {
  await using database = await freshDatabase()
  const { rows } = await database.pool.query(
    `select i.relname as name
       from pg_index x join pg_class i on i.oid = x.indexrelid
       join pg_class c on c.oid = x.indrelid join pg_attribute a on a.attrelid = c.oid and a.attname = 'event_id'
      where c.relnamespace = 'public'::regnamespace and x.indisunique and x.indkey[0] <> a.attnum
        and c.relname not like 'lab\\_%' order by 1`,
  )
  // Receipts are numbered without a gap by their seller, over all events, long after the rush.
  expect(rows.map(({ name }) => name)).toEqual(['receipts_by_number'])
})

/** Mentions of these tables in a statement that say nothing of the event. */
function withoutEvent(sql: string, tables: readonly string[]): string[] {
  const found: string[] = []
  const mention = new RegExp(
    `\\b(from|join|update|into|using)\\s+(${tables.join('|')})\\b(?:\\s+(?:as\\s+)?(?!where|set|for|on|values|order|left|join|cross|group|limit|select)([a-z]\\w*))?`,
    'g',
  )
  for (const statement of sql.replaceAll(/--[^\n]*/g, '').split(';')) {
    const nameless = [...statement.matchAll(mention)].filter(([, verb, table, alias]) => {
      const named =
        verb === 'into'
          ? `into\\s+${table}(\\s+as\\s+\\w+)?\\s*\\(\\s*event_id`
          : `\\b${alias ?? table}\\.event_id\\b`
      return !new RegExp(named).test(statement)
    })
    // Where nothing else has that column it needs no name in front; but one for each.
    const plain = statement.match(/(?<![.\w(])event_id\b/g)?.length ?? 0
    if (nameless.length > plain || nameless.some(([, verb]) => verb === 'into'))
      found.push(...nameless.map(([, verb, table, alias]) => `${verb} ${table} ${alias ?? ''}`.trim()))
  }
  return found
}

it('every statement of a function of the ledger names the event of every table that it touches', async () => {
  await using database = await freshDatabase()
  const tables = await tablesOfEvents(database.pool)
  const { rows } = await database.pool.query<{ name: string; body: string }>(
    `select proname as name, prosrc as body from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
  )
  expect(rows.length).toBeGreaterThan(20)
  const faults = rows.flatMap(({ name, body }) =>
    withoutEvent(body, tables).map((what) => `${name}: ${what}`),
  )
  expect(faults).toEqual([])
})

it('every other statement does so, too, except those that ask about several events', async () => {
  await using database = await freshDatabase()
  const tables = await tablesOfEvents(database.pool)
  const folder = join(import.meta.dirname)
  const faults: Record<string, string[]> = {}
  for await (const path of glob('**/*.ts', { cwd: folder })) {
    if (path.includes('.test.')) continue
    const source = await readFile(join(folder, path), 'utf8')
    const statements = source.matchAll(/`((?:[^`\\]|\\.)*)`|'([^'\n]*)'/g)
    const found = [...statements].flatMap(([, long, short]) => withoutEvent(long ?? short ?? '', tables))
    if (found.length > 0) faults[path] = found
  }
  expect(Object.keys(faults).toSorted()).toEqual(Object.keys(acrossEvents).toSorted())
})

it('control: a statement that forgets the event is found', () => {
  const tables = ['claims', 'holds']
  expect(withoutEvent('update claims c set state = 2 from l where c.ctid = l.row', tables)).toEqual([
    'update claims c',
  ])
  expect(
    withoutEvent('select from holds h join claims c on c.hold_id = h.id where h.event_id = $1', tables),
  ).toEqual(['join claims c'])
  expect(withoutEvent('insert into claims (seat, event_id) values (1, $1)', tables)).toEqual(['into claims'])
  expect(withoutEvent('select from holds where id = $1', tables)).toEqual(['from holds'])
})
