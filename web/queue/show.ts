import type { QueuePlace, QueueStatus, QueueView } from '../../contract/shapes/queue.ts'
import { fill, make, part, say } from './page.ts'
import { remaining, type Said } from './steady-estimate.ts'
import { aheadWords, clock, moment, number, t } from './words.ts'

export interface Shown {
  view: QueueView
  said: Said | null
  grew: boolean
  /** The most that were ever ahead, for the doors. */
  mostAhead: number
  trouble: string | null
  /** The server's clock now, in ms. */
  nowMs: number
}

const isIn = (place: QueuePlace | null): place is QueuePlace =>
  place?.state === 'waiting' || place?.state === 'admitted'

/** Writes what is so at this moment. Called with every reply, and every second for the clocks. */
export function show({ view, said, grew, mostAhead, trouble, nowMs }: Shown): void {
  const { status, place } = view
  const opensInMs = status.onSaleAt === null ? 0 : Date.parse(status.onSaleAt) - nowMs
  const figure = figureOf(view, opensInMs, nowMs)
  part('figure').hidden = figure === null
  if (figure !== null) {
    say('number', figure[0])
    say('number-label', figure[1])
  }
  say('headline', headlineOf(view))
  say('detail', detailOf(view, said, nowMs))
  say('why', trouble ?? whyOf(view, grew))
  say('keep', isIn(place) && place.state === 'waiting' ? t.keep : null)
  showFacts(status, place)
  const doors = part('doors')
  doors.dataset.state = place?.state === 'admitted' ? 'open' : status.phase
  const way = place?.ahead == null ? 0 : 1 - place.ahead / Math.max(1, mostAhead)
  doors.style.setProperty('--way', place?.state === 'admitted' ? '1' : String(Math.max(0, way)))
  document.title = `${titleOf(view, opensInMs, nowMs)} · Fullhouse`
}

function figureOf({ status, place }: QueueView, opensInMs: number, nowMs: number): [string, string] | null {
  if (place?.state === 'admitted' && place.admission)
    return [clock(Date.parse(place.admission.expiresAt) - nowMs), '']
  const before = status.phase === 'gathering' || status.phase === 'closed'
  if (before && opensInMs > 0) return [clock(opensInMs), t.opensIn]
  if (place?.state !== 'waiting' || place.ahead === null || status.phase === 'sold_out') return null
  return place.ahead === 0 ? null : [number(place.ahead), aheadWords(place.ahead)]
}

export function headlineOf({ status, place }: QueueView): string {
  const { phases } = t
  const waits = place?.state === 'waiting'
  if (place?.state === 'admitted') return phases.admitted
  if (place?.state === 'spent') return phases.spent
  if (status.phase === 'sold_out') return phases.soldOut
  if (status.phase === 'ended') return phases.ended
  if (place?.state === 'expired') return phases.expired
  if (place?.state === 'left') return phases.left
  switch (status.phase) {
    case 'closed':
      return phases.closed
    case 'gathering':
      return waits ? phases.gathering : phases.gatheringOutside
    case 'drawing':
      return phases.drawing
    case 'paused':
      return phases.paused
    default:
      if (!waits) return phases.openOutside
      return place.ahead === 0 ? t.next : phases.open
  }
}

function detailOf({ status, place }: QueueView, said: Said | null, nowMs: number): string | null {
  const { details } = t
  if (place?.state === 'admitted' && place.admission)
    return status.phase === 'sold_out'
      ? details.soldOut
      : fill(details.admitted, { time: clock(Date.parse(place.admission.expiresAt) - nowMs) })
  if (place?.state === 'spent') return details.spent
  if (status.phase === 'sold_out')
    return place?.state === 'waiting' ? `${details.soldOut} ${details.soldOutWaiting}` : details.soldOut
  if (status.phase === 'ended') return details.ended
  if (place?.state === 'expired') return details.expired
  if (place?.state === 'left') return details.left
  switch (status.phase) {
    case 'closed':
      return status.opensAt === null ? null : fill(details.closed, { time: moment(status.opensAt) })
    case 'gathering':
      return place?.state === 'waiting' ? details.gathering : details.gatheringOutside
    case 'drawing':
      return details.drawing
    case 'paused':
      return details.paused
    default:
      if (place?.state !== 'waiting') return details.openOutside
      return said === null ? details.nobodyKnows : t.wait(remaining(said, nowMs))
  }
}

function whyOf({ status, place }: QueueView, grew: boolean): string | null {
  if (place?.state !== 'waiting' || status.phase !== 'open') return null
  if (grew) return `${t.longer} ${t.reasons[status.heldBackBy]}`
  return place.unlikely ? t.details.unlikely : null
}

function titleOf({ status, place }: QueueView, opensInMs: number, nowMs: number): string {
  if (place?.state === 'admitted' && place.admission)
    return `${t.turn}: ${clock(Date.parse(place.admission.expiresAt) - nowMs)}`
  if (status.phase === 'gathering' && opensInMs > 0) return clock(opensInMs)
  if (place?.state === 'waiting' && place.ahead !== null && status.phase === 'open')
    return `${number(place.ahead)} ${aheadWords(place.ahead)}`
  return headlineOf({ status, place } as QueueView)
}

function showFacts(status: QueueStatus, place: QueuePlace | null): void {
  const { free, inCheckout } = status.seats
  const started = status.phase === 'open' || status.phase === 'paused' || status.phase === 'sold_out'
  const facts: [string, string][] = [
    [t.facts.free, number(free)],
    ...(started ? ([[t.facts.inCheckout, number(inCheckout)]] as [string, string][]) : []),
    // The visitor may have come since that was counted.
    [
      t.facts.waiting,
      number(Math.max(status.waiting, place?.state === 'waiting' ? (place.ahead ?? 0) + 1 : 0)),
    ],
    ...(started && status.perMinute > 0
      ? ([[t.facts.perMinute, number(Math.round(status.perMinute))]] as [string, string][])
      : []),
    ...(place?.number == null ? [] : ([[t.facts.number, number(place.number)]] as [string, string][])),
  ]
  const list = part('facts')
  list.hidden = status.phase === 'ended'
  if (list.children.length === facts.length && list.dataset.names === facts.map(([name]) => name).join()) {
    facts.forEach(([, value], i) => {
      const node = list.children[i]?.querySelector('dd')
      if (node && node.textContent !== value) node.textContent = value
    })
    return
  }
  list.dataset.names = facts.map(([name]) => name).join()
  list.replaceChildren(
    ...facts.map(([name, value]) => {
      const group = make('div')
      group.append(make('dt', name), make('dd', value))
      return group
    }),
  )
}
