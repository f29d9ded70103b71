import type { QueueView } from '../../contract/shapes/queue.ts'
import { isNews } from './announce.ts'
import { getEvent, getQueue, join, leave, type Problem } from './calls.ts'
import { createBell } from './chime.ts'
import { rememberCommitment, showDraw } from './draw-panel.ts'
import { type Action, offer, part, say } from './page.ts'
import { headlineOf, show } from './show.ts'
import { solveChallenge } from './solve-challenge.ts'
import { remaining, type Said, steady } from './steady-estimate.ts'
import { moment, t } from './words.ts'

/*
 * The waiting room's page. It asks when the server has said that it should, and otherwise only counts its clocks. A tab in
 * the background, a laptop that slept, a network that went away: whenever the page is looked at again and a look is overdue, it
 * looks at once. The place itself is the server's; nothing here can lose it.
 */

const RETRY_MS = 5_000
const SECOND_MS = 1_000

const slug = decodeURIComponent(location.pathname.split('/')[2] ?? '')
const eventPath = `/events/${slug}`
const bell = createBell()

let view: QueueView | null = null
let said: Said | null = null
let grew = false
let mostAhead = 0
/** The server's clock minus this one's, in ms. */
let aheadMs = 0
let dueAt = 0
let timer = 0
let busy = false
let leaving = false
let mustSignIn = false
/** What the visitor asked for and did not get, until there is other news. */
let trouble: string | null = null
/** Whoever comes from the event's page has asked for a place already. */
let wants = new URLSearchParams(location.search).has('join')

const serverNow = () => Date.now() + aheadMs

async function look(): Promise<void> {
  if (busy) return
  busy = true
  const reply = await getQueue(slug)
  busy = false
  if (reply.ok) take(reply.value)
  else if (reply.problem?.code === 'NOT_FOUND') location.replace(eventPath)
  else {
    say('connection', t.offline)
    again((reply.problem?.retryAfterSeconds ?? 0) * SECOND_MS || RETRY_MS)
  }
}

function again(ms: number): void {
  dueAt = Date.now() + ms
  clearTimeout(timer)
  timer = window.setTimeout(() => void look(), ms)
}

function take(now: QueueView): void {
  if (now.status.phase === 'off') {
    location.replace(eventPath)
    return
  }
  const before = view
  view = now
  trouble = null
  aheadMs = Date.parse(now.status.serverTime) - Date.now()
  say('connection', null)
  rememberCommitment(slug, now)

  const { place } = now
  mostAhead = Math.max(mostAhead, place?.ahead ?? 0)
  const next = steady(said, place?.wait ?? null, Date.now())
  // A reason stays to be read until the estimate has come back to what it was.
  grew = next.grew || (grew && said !== null && next.said?.atMs === said.atMs)
  said = next.said

  draw()
  if (isNews(before, now)) announce(now)
  if (place?.state === 'admitted' && before?.place?.state !== 'admitted') {
    bell.ring(t.turn, part('title').textContent ?? '')
    part('actions').querySelector('a')?.focus({ preventScroll: true })
  }
  again(now.nextMs)
  const hasNone = place === null || place.state === 'left' || place.state === 'expired'
  if (wants && hasNone && now.status.takesNewcomers && now.status.entryRule !== 'code') void takePlace()
  wants = false
}

function announce(now: QueueView): void {
  const wait = said && now.place?.state === 'waiting' ? t.wait(remaining(said, Date.now())) : ''
  const figure = part('figure').hidden || now.place?.ahead == null ? '' : part('figure').textContent
  part('live').textContent = [headlineOf(now), figure, wait].filter(Boolean).join('. ')
}

async function takePlace(challenge?: string): Promise<void> {
  const needsCode = view?.status.entryRule === 'code'
  const code = part<HTMLInputElement>('code')
  if (needsCode && !code.reportValidity()) return
  leaving = false
  const body = {
    ...(challenge !== undefined && { challenge }),
    ...(needsCode && { code: code.value.trim() }),
  }
  const reply = await join(slug, body)
  if (reply.ok) {
    take(reply.value)
    return
  }
  if (reply.problem?.challenge !== undefined && challenge === undefined) {
    tell(t.working)
    await takePlace(await solveChallenge(reply.problem.challenge))
    return
  }
  mustSignIn = reply.problem?.code === 'UNAUTHENTICATED'
  tell(wordsOf(reply.problem))
}

/** Shown, and said at once: it answers something that the visitor has just done. */
function tell(words: string): void {
  trouble = words
  draw()
  part('live').textContent = words
}

function wordsOf(problem: Problem | null): string {
  const refused: Record<string, string> = t.refused
  return problem === null ? t.offline : (refused[problem.code] ?? t.refused.other)
}

async function giveUp(): Promise<void> {
  if (!leaving) {
    leaving = true
    draw()
    return
  }
  leaving = false
  const reply = await leave(slug)
  if (reply.ok) await look()
  else tell(wordsOf(reply.problem))
}

function draw(): void {
  if (view === null) return
  show({ view, said, grew, mostAhead, trouble, nowMs: serverNow() })
  showDraw(slug, view)
  offer('actions', actionsOf(view))
  offer('tools', toolsOf(view))
}

function actionsOf({ status, place }: QueueView): Action[] {
  const needsCode = status.entryRule === 'code'
  const hasNone = place?.state !== 'waiting' && place?.state !== 'admitted'
  part('code-form').hidden = !(hasNone && needsCode && status.takesNewcomers)
  if (place?.state === 'admitted') return [{ words: t.actions.enter, href: eventPath, main: true }]
  if (status.phase === 'sold_out') return [{ words: t.actions.waitlist, href: eventPath, main: true }]
  if (!hasNone || !status.takesNewcomers)
    return hasNone ? [{ words: t.actions.event, href: eventPath, main: true }] : []
  if (mustSignIn)
    return [{ words: t.actions.signIn, href: `/sign-in?to=${encodeURIComponent(eventPath)}`, main: true }]
  const words = place === null ? t.actions.join : t.actions.again
  return [{ words, act: () => void takePlace(), main: true }]
}

function toolsOf({ status, place }: QueueView): Action[] {
  if (place?.state !== 'waiting' && place?.state !== 'admitted') return []
  const ring: Action = {
    words: bell.isOn ? t.actions.bellOn : t.actions.bell,
    act: () => void bell.switchOn().then(draw),
  }
  const quit: Action = {
    words: leaving ? t.actions.leaveSure : t.actions.leave,
    act: () => void giveUp(),
  }
  return place.state === 'admitted' || status.phase === 'sold_out' ? [quit] : [ring, quit]
}

/** Timers stand still in a sleeping machine and crawl in a hidden tab; the clock on the wall does not. */
function lookIfDue(): void {
  if (document.hidden) return
  draw()
  if (Date.now() >= dueAt) void look()
}

async function begin(): Promise<void> {
  say('kicker', t.room)
  say('headline', t.loading)
  say('code-label', t.code)
  part('code-form').onsubmit = (submitted) => {
    submitted.preventDefault()
    void takePlace()
  }
  void getEvent(slug).then((reply) => {
    if (!reply.ok) return
    const { title, startsAt, timezone, venue } = reply.value
    say('title', title)
    say('when', `${moment(startsAt, timezone)} · ${venue.name}`)
  })
  document.addEventListener('visibilitychange', lookIfDue)
  window.addEventListener('focus', lookIfDue)
  window.addEventListener('pageshow', lookIfDue)
  window.addEventListener('online', () => void look())
  window.addEventListener('offline', () => say('connection', t.offline))
  await look()
  window.setInterval(draw, SECOND_MS)
  history.replaceState(null, '', location.pathname)
}

void begin()
