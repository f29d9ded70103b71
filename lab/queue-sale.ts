import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { QueueView } from '../contract/shapes/queue.ts'
import { type Crowd, type CrowdVisitor, gatherCrowd } from './queue/crowd.ts'
import { judgeDraw } from './queue/judge-draw.ts'
import { cpuPercent, type Load, readLoad } from './queue/server-load.ts'
import { demoOrganiser, granted, signInOrganiser } from './stage/organiser.ts'
import { standingPlan } from './stage/plans.ts'
import { startServerProcess } from './stage/server-process.ts'
import { table } from './table.ts'

const usage = `npm run queue-sale -- [--visitors 50000] [--seats 2000] [--watch 120]

A sale behind a waiting room, on a server of its own: everybody joins in the pre-queue, follows the pace that the server
sets, learns their number from the draw, and buys two places when it is their turn, until nothing is left. Says what it cost
the server, and ends with code 1 if anybody was let in out of turn, or to find nothing, or a seat was left.`

const { values } = parseArgs({
  options: {
    visitors: { type: 'string', default: '50000' },
    seats: { type: 'string', default: '2000' },
    watch: { type: 'string', default: '120' },
    connections: { type: 'string', default: '64' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) {
  console.log(usage)
  process.exit(0)
}
const [size, seats, watchSeconds] = [values.visitors, values.seats, values.watch].map(Number) as [
  number,
  number,
  number,
]
const EACH = 2
const faults: string[] = []
const rows = [['phase', 'seconds', 'requests/s', 'CPU of the server, % of a core', 'resident MB']]

const server = await startServerProcess()
const { url } = server
try {
  const organiser = await signInOrganiser(url, demoOrganiser)
  const event = await organiser.createEvent({
    title: 'A rush',
    plan: standingPlan(seats),
    maxPerOrder: EACH,
    onSaleAt: new Date(Date.now() + 3_600_000).toISOString(),
  })
  const change = async (body: Parameters<typeof organiser.client.changeQueue>[0]['body']) =>
    granted(await organiser.client.changeQueue({ params: { id: event.id }, body }))
  await change({ mode: 'scheduled', prequeueMinutes: 120, targetInside: 500, admitPerMinute: 30_000 })
  const crowd = await gatherCrowd(url, size, Number(values.connections))
  const path = `/api/v1/events/${event.id}/queue`
  await pause(1_500)

  const empty = await readLoad(url)
  await measured('join', crowd, () => inTurns(crowd.visitors, 256, (visitor) => join(crowd, visitor, path)))
  await pause(3_000)
  const joined = await readLoad(url)

  const onSaleAt = new Date(Date.now() + watchSeconds * 1000).toISOString()
  granted(await organiser.client.changeEvent({ params: { id: event.id }, body: { onSaleAt } }))
  let watching = true
  const followers = crowd.visitors.map((visitor) => follow(crowd, visitor, path, () => watching))
  await measured('wait for the opening', crowd, () => pause(Date.parse(onSaleAt) - Date.now()))
  await measured('opening, until everybody knows their number', crowd, async () => {
    while (crowd.visitors.some(({ view }) => view?.place?.number == null)) await pause(100)
  })
  const draw = granted(await organiser.client.showDraw({ params: { idOrSlug: event.id } }))
  const { faults: wrong, order } = judgeDraw(draw)
  faults.push(...wrong)
  const numbers = new Map(order.map((id, i) => [id, i + 1]))
  for (const { view } of crowd.visitors)
    if (view?.place && numbers.get(view.place.id) !== view.place.number)
      faults.push(`${view.place.id} was told another number`)

  await measured('rest of the sale, until sold out', crowd, async () => {
    for (;;) {
      const { status } = JSON.parse(
        (await crowd.ask({ cookie: '', view: null }, 'GET', path)).body,
      ) as QueueView
      if (status.phase === 'sold_out') return
      await pause(200)
    }
  })
  watching = false
  const bought = crowd.visitors.filter(({ view }) => view?.place?.state === 'spent')
  const last = Math.max(...bought.map(({ view }) => view!.place!.number!))
  const skipped = crowd.visitors.filter(
    ({ view }) => view!.place!.number! < last && view!.place!.state === 'waiting',
  )
  if (skipped.length > 0) faults.push(`${skipped.length} were passed by somebody behind them`)
  const after = granted(await organiser.client.showQueueDesk({ params: { id: event.id } }))
  if (after.status.seats.sold !== seats) faults.push(`${seats - after.status.seats.sold} seats were not sold`)
  const end = await readLoad(url)
  report(empty, joined, end, after.totals)
  crowd.close()
  void Promise.allSettled(followers)
} finally {
  await server.stop()
}
process.exit(faults.length === 0 ? 0 : 1)

async function measured(phase: string, crowd: Crowd, work: () => Promise<unknown>): Promise<void> {
  const [before, requests] = [await readLoad(url), crowd.requests()]
  await work()
  const after = await readLoad(url)
  const seconds = (after.atMs - before.atMs) / 1000
  rows.push([
    phase,
    seconds.toFixed(1),
    ((crowd.requests() - requests) / seconds).toFixed(0),
    cpuPercent(before, after).toFixed(0),
    (after.residentBytes / 1e6).toFixed(0),
  ])
}

async function join(crowd: Crowd, visitor: CrowdVisitor, path: string): Promise<void> {
  const { status, body } = await crowd.ask(visitor, 'POST', path, {})
  if (status !== 201) throw new Error(`a join was answered ${status}: ${body}`)
  visitor.view = JSON.parse(body)
}

/** Does what the page does: asks when it was told to, and buys when it is let in. */
async function follow(crowd: Crowd, visitor: CrowdVisitor, path: string, on: () => boolean): Promise<void> {
  while (on()) {
    await pause(visitor.view!.nextMs)
    if (!on()) return
    visitor.view = JSON.parse((await crowd.ask(visitor, 'GET', path)).body)
    if (visitor.view?.place?.state === 'admitted') await buy(crowd, visitor, path)
  }
}

async function buy(crowd: Crowd, visitor: CrowdVisitor, path: string): Promise<void> {
  const { status, body } = await crowd.ask(visitor, 'POST', '/api/v1/orders', {
    eventId: path.split('/')[4],
    quantity: EACH,
    buyer: { name: 'Ada', email: 'ada@example.com' },
  })
  if (status !== 201) faults.push(`somebody was let in and was answered ${status}: ${JSON.parse(body).code}`)
  else visitor.view!.place!.state = 'spent'
}

async function inTurns<T>(items: T[], atOnce: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < items.length) await work(items[next++]!)
    }),
  )
}

function report(empty: Load, joined: Load, end: Load, totals: object): void {
  console.log(table(rows))
  const each = (bytes: number) => `${Math.round(bytes / size)} bytes`
  console.log(`\nMemory a waiting visitor: ${each(joined.heapBytes - empty.heapBytes)} of heap,`)
  console.log(
    `  ${each(joined.residentBytes - empty.residentBytes)} of the process, garbage not yet collected included.`,
  )
  console.log(`Drawing ${size} lots and writing the numbers took ${end.drawSeconds.toFixed(2)} s.`)
  console.log(`What became of everyone: ${JSON.stringify(totals)}`)
  for (const fault of faults.slice(0, 20)) console.error(`WRONG: ${fault}`)
  if (faults.length === 0) console.log('Order kept, nobody let in to find nothing, every seat sold.')
}
