import type { QueueView } from '../../contract/shapes/queue.ts'
import { getDraw } from './calls.ts'
import { checkDraw, type Findings } from './check-draw.ts'
import { fill, make, part, say } from './page.ts'
import { number, t } from './words.ts'

/** Remembers the commitment that this browser saw before the draw, so that it cannot be changed afterwards unnoticed. */
export function rememberCommitment(slug: string, { status }: QueueView): void {
  if (status.draw === null || status.draw.revealed) return
  try {
    const key = keyOf(slug)
    if (localStorage.getItem(key) === null) localStorage.setItem(key, status.draw.commitment)
  } catch {
    // Without storage the check says that it has not seen it.
  }
}

const keyOf = (slug: string) => `fullhouse.draw.${slug}`

function remembered(slug: string): string | null {
  try {
    return localStorage.getItem(keyOf(slug))
  } catch {
    return null
  }
}

let shown = ''

/** The draw in words and fingerprints, and the button that lets the visitor's own browser draw again. */
export function showDraw(slug: string, { status, place }: QueueView): void {
  const { draw } = status
  const panel = part('draw')
  panel.hidden = draw === null
  if (draw === null) return
  const key = JSON.stringify([draw, place?.id, place?.number])
  if (key === shown) return
  shown = key
  say('draw-title', t.draw.title)

  const prints = make('dl')
  const line = (name: string, value: string) => {
    const term = make('dt', name)
    const words = make('dd')
    words.append(make('code', value))
    prints.append(term, words)
  }
  line(t.draw.seed, draw.commitment)
  if (draw.digest !== null) line(t.draw.list, draw.digest)
  if (draw.entrants !== null) line(t.draw.entrants, number(draw.entrants))
  if (place !== null) line(t.draw.own, place.id)

  const result = make('ul')
  result.setAttribute('role', 'status')
  const body: HTMLElement[] = [make('p', t.draw.before), prints]
  if (draw.revealed && place?.number != null) {
    if (draw.entrants !== null && place.number > draw.entrants) body.push(make('p', t.draw.late))
    else {
      const button = make('button', t.draw.check, 'button')
      button.type = 'button'
      const { id, number: told } = place
      button.onclick = () => void check(slug, id, told, button, result)
      body.push(button, result)
    }
  }
  part('draw-body').replaceChildren(...body, make('p', t.draw.limits, 'faint'))
}

async function check(slug: string, id: string, told: number, button: HTMLButtonElement, result: HTMLElement) {
  button.disabled = true
  const reply = await getDraw(slug)
  if (reply.ok) {
    const findings = await checkDraw(reply.value, id, remembered(slug), (share) => {
      button.textContent = fill(t.draw.checking, { percent: Math.round(share * 100) })
    })
    result.replaceChildren(...verdict(findings, told).map(([words, good]) => make('li', words, good)))
  } else result.replaceChildren(make('li', t.refused.other, 'bad'))
  button.textContent = t.draw.check
  button.disabled = false
}

function verdict(found: Findings, told: number): [string, 'good' | 'bad' | 'open'][] {
  const { draw } = t
  const wrong = [
    ...(found.seedFits ? [] : [draw.seedWrong]),
    ...(found.sameCommitment === false ? [draw.commitmentWrong] : []),
    ...(found.listFits ? [] : [draw.listWrong]),
    ...(found.rank === told ? [] : [fill(draw.rankWrong, { number: found.rank ?? '—' })]),
  ]
  if (wrong.length > 0) return wrong.map((words) => [`${draw.failed} ${words}`, 'bad'])
  return [
    [draw.seedFits, 'good'],
    found.sameCommitment ? [draw.sameCommitment, 'good'] : [draw.notSeen, 'open'],
    [draw.listFits, 'good'],
    [fill(draw.rankFits, { number: number(told) }), 'good'],
  ]
}
