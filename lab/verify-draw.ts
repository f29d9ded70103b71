import { parseArgs } from 'node:util'
import { createClient } from '../contract/client.ts'
import { judgeDraw } from './queue/judge-draw.ts'

const usage = `npm run verify-draw -- --url http://localhost:3000 --event stadium-presale
                 [--commitment HEX] [--entry ID [--number N]] [--order]

Draws the order of a waiting room again from what is public of it, and says whether it is as it was promised.
  --commitment   what you noted down before the sale opened; without it the server is believed about its date
  --entry        an entry of your own (the waiting room's page shows it): says its number
  --number       the number that you were told, to be compared
  --order        prints all entries in their order
Ends with code 1 when anything does not fit. What it cannot tell: whether each entry is a different person.`

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    event: { type: 'string' },
    commitment: { type: 'string' },
    entry: { type: 'string' },
    number: { type: 'string' },
    order: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help || !values.url || !values.event) {
  console.log(usage)
  process.exit(values.help ? 0 : 2)
}
const { entry, number } = values
const reply = await createClient(values.url.replace(/\/$/, '')).showDraw({
  params: { idOrSlug: values.event },
})
if (!reply.ok) {
  console.error(reply.status === 404 ? 'This event has no draw.' : 'The server could not be asked.')
  process.exit(1)
}
const { faults, order } = judgeDraw(reply.value, values.commitment)
if (values.order) for (const [i, id] of order.entries()) console.log(`${i + 1}\t${id}`)
if (entry !== undefined) {
  const own = order.indexOf(entry) + 1
  if (own === 0) faults.push(`entry ${entry} is not on the list`)
  else if (number !== undefined && own !== Number(number))
    faults.push(`entry ${entry} is number ${own}, not ${number}`)
  else console.log(`Entry ${entry} is number ${own}.`)
}
for (const fault of faults) console.error(`Does NOT fit: ${fault}.`)
if (faults.length === 0)
  console.log(`The draw of ${order.length} entries is as it was promised: seed, list and order fit together.`)
process.exitCode = faults.length === 0 ? 0 : 1
