import { parseArgs } from 'node:util'
import { auditEvent } from './audit/audit-event.ts'
import { rules } from './audit/findings.ts'
import { demoOrganiser, granted, type Organiser, signInOrganiser } from './stage/organiser.ts'
import { table } from './table.ts'

const usage = `npm run audit -- --url http://localhost:3000 [--event slug]
                 [--organiser-email …] [--organiser-password …]

Reads the ledger of one event, or of every listed event that the account may manage, and checks that it adds up:
every seat free, held, sold or blocked exactly once; every sold seat with one valid ticket of one confirmed order;
availability in agreement. Safe in the middle of a sale. Ends with code 1 when anything is wrong.`

const findingsShown = 20

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    event: { type: 'string' },
    'organiser-email': { type: 'string', default: demoOrganiser.email },
    'organiser-password': { type: 'string', default: demoOrganiser.password },
    help: { type: 'boolean', default: false },
  },
})
if (values.help || !values.url) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}
const url = values.url.replace(/\/$/, '')
const credentials = { email: values['organiser-email'], password: values['organiser-password'] }
const organiser = await signInOrganiser(url, credentials)

const rows = [['event', 'free', 'held', 'sold', 'blocked', 'orders', 'tickets', 'verdict']]
let wrong = 0
for (const { id, slug } of await eventsToAudit(organiser, values.event)) {
  const { findings, counts, orders, tickets } = await auditEvent(() => organiser.dumpLedger(id))
  const numbers = [counts.free, counts.held, counts.sold, counts.blocked, orders, tickets]
  rows.push([slug, ...numbers.map(String), findings.length === 0 ? 'sound' : `${findings.length} FAULTS`])
  wrong += findings.length
  for (const { rule, detail } of findings.slice(0, findingsShown)) {
    console.error(`${slug}: ${rule}, ${rules[rule]}: ${detail}`)
  }
  if (findings.length > findingsShown) console.error(`${slug}: … and ${findings.length - findingsShown} more`)
}
console.log(table(rows))
console.log(wrong === 0 ? '\nThe ledger adds up.' : `\nThe ledger does NOT add up: ${wrong} faults.`)
process.exitCode = wrong === 0 ? 0 : 1

async function eventsToAudit(
  { client }: Organiser,
  slug: string | undefined,
): Promise<{ id: string; slug: string }[]> {
  if (slug !== undefined) return [granted(await client.getEvent({ params: { idOrSlug: slug } }))]
  const found: { id: string; slug: string }[] = []
  for (let page = 1; ; page += 1) {
    const { events, total } = granted(await client.listEvents({ query: { page, limit: 100 } }))
    for (const event of events) {
      // Somebody else's event is somebody else's to audit; its ledger does not exist for us.
      const mine = await client.dumpLedger({ params: { id: event.id } })
      if (mine.ok || mine.status !== 404) found.push(event)
    }
    if (events.length === 0 || page * 100 >= total) return found
  }
}
