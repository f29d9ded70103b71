import { parseArgs } from 'node:util'
import { type Outcome, runScenario, scenarios } from './prove/run-scenario.ts'
import { createRandom } from './random.ts'
import { demoOrganiser, signInOrganiser } from './stage/organiser.ts'
import { startServerProcess } from './stage/server-process.ts'
import { startSeveralServers } from './stage/several-servers.ts'
import { figure, table } from './table.ts'

const usage = `npm run prove -- [--url http://localhost:3000] [--servers 1] [--times 1] [--seed n] [--quick]
                 [--only scenario] [--organiser-email …] [--organiser-password …]

Crowds of buyers against a server, its own unless --url names one (start that with FULLHOUSE_RATE_LIMITS=off).
--servers 3 starts as many behind a load balancer, on one PostgreSQL and one Redis, and sends each request to the next.
Each scenario has an event of its own; afterwards its ledger is audited. Ends with code 1 if anything was
sold twice, refused wrongly, lost, or cannot be explained.

Scenarios: ${Object.keys(scenarios).join(', ')}`

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    servers: { type: 'string', default: '1' },
    times: { type: 'string', default: '1' },
    seed: { type: 'string' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    'organiser-email': { type: 'string', default: demoOrganiser.email },
    'organiser-password': { type: 'string', default: demoOrganiser.password },
    help: { type: 'boolean', default: false },
  },
})
const names = values.only ?? Object.keys(scenarios)
const unknown = names.filter((name) => !(name in scenarios))
if (values.help || unknown.length > 0) {
  console.log(unknown.length > 0 ? `Unknown: ${unknown.join(', ')}\n\n${usage}` : usage)
  process.exit(values.help ? 0 : 2)
}
const times = Number(values.times)
const seed = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed)

const servers = Number(values.servers)
const stage =
  values.url !== undefined
    ? null
    : servers > 1
      ? await startSeveralServers(servers)
      : await startServerProcess()
let failed = 0
try {
  const url = (values.url ?? stage!.url).replace(/\/$/, '')
  const credentials = { email: values['organiser-email'], password: values['organiser-password'] }
  const organiser = await signInOrganiser(url, credentials)
  for (let time = 1; time <= times; time += 1) {
    const random = createRandom(seed + time - 1)
    console.log(`${url}, seed ${seed + time - 1}${times > 1 ? `, ${time} of ${times}` : ''}`)
    const outcomes: Outcome[] = []
    for (const name of names) {
      const scale = values.quick ? 'quick' : 'full'
      outcomes.push(await runScenario(name, { url, organiser, random, scale }))
    }
    failed += outcomes.filter(({ violations }) => violations.length > 0).length
    console.log(`${outcomeTable(outcomes)}\n`)
    for (const { name, violations } of outcomes) {
      for (const violation of violations) console.error(`${name}: ${violation}`)
    }
  }
  if (failed > 0 && stage) console.error(stage.said)
} finally {
  await stage?.stop()
}
console.log(
  failed === 0
    ? 'Every seat sold, none sold twice. The ledger adds up.'
    : `FAILED: ${failed} of ${names.length * times} scenarios. Run it again with --seed ${seed}.`,
)
process.exitCode = failed === 0 ? 0 : 1

function outcomeTable(outcomes: readonly Outcome[]): string {
  const rows = [['scenario', 'buyers', 'seats', 'granted', 'seconds', 'verdict', 'refused']]
  for (const { title, buyers, seats, granted, refused, seconds, violations } of outcomes) {
    const codes = [...refused].map(([code, count]) => `${count} ${code}`).join(', ')
    const verdict = violations.length === 0 ? 'pass' : 'FAIL'
    rows.push([
      title,
      String(buyers),
      String(seats),
      String(granted),
      figure(seconds),
      verdict,
      codes || 'none',
    ])
  }
  return table(rows)
}
