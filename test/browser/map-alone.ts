/**
 * The seat map alone on a page, with a live store that the test feeds by hand. Plain JavaScript for
 * `buildMapPage`: it exists only as a file in a temporary folder.
 */
export const mapAloneScript = `
import { createElement, useState } from 'react'
import { createRoot } from 'react-dom/client'
import 'WEB/styles/tokens.css'
import { speak, texts } from 'WEB/i18n/texts.ts'
import { indexPlan } from 'WEB/seat-map/plan-index.ts'
import { SeatList } from 'WEB/seat-map/seat-list.tsx'
import { SeatMap } from 'WEB/seat-map/seat-map.tsx'

await speak('en', ['en'])
const plan = indexPlan(await (await fetch('/plan.json')).json())
const states = new Uint8Array(plan.places)
const listeners = new Set()
const free = () => states.reduce((sum, state) => sum + (state === 0 ? 1 : 0), 0)
const live = {
  states,
  onChanges(listener) {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  getStatus: () => ({ counts: { free: free() } }),
}
const categories = plan.categories.map((c) => ({ ...c, price: { amount: 6800, currency: 'EUR' } }))
const nothing = new Set()

/** Pairs of seat id and state, as one frame. */
function change(pairs) {
  const indexes = Uint32Array.from(pairs, ([seatId]) => plan.indexOf(seatId))
  const before = Uint8Array.from(indexes, (index) => states[index])
  pairs.forEach(([, state], k) => (states[indexes[k]] = state))
  for (const listener of listeners) listener({ indexes, before, whole: false })
}

/** The picture on the canvas, once it has come to rest: the same in several frames one after another. */
async function picture() {
  const canvas = document.querySelector('.seat-map-surface canvas')
  const read = () => canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data
  const pause = () => new Promise((resolve) => setTimeout(resolve, 120))
  let last = read()
  for (let same = 0; same < 4; ) {
    await pause()
    const next = read()
    same = next.length === last.length && next.every((value, k) => value === last[k]) ? same + 1 : 0
    last = next
  }
  return last
}

/** How many pixels of two pictures differ by more than an edge does that is smoothed inside or outside of a clip. */
function difference(a, b) {
  let pixels = a.length === b.length ? 0 : Number.POSITIVE_INFINITY
  for (let k = 0; k < a.length; k += 4) {
    if ([0, 1, 2].some((c) => Math.abs(a[k + c] - b[k + c]) > 48)) pixels += 1
  }
  return pixels
}

/** Has every tile painted anew, by taking the theme away and giving it back. */
async function repaint() {
  const root = document.documentElement
  for (const theme of ['light', 'dark']) {
    root.dataset.theme = theme
    await picture()
  }
}

function App() {
  const [selected, setSelected] = useState(nothing)
  const [kind] = useState(new URLSearchParams(location.search).get('show') ?? 'map')
  const toggle = (index) =>
    setSelected((before) => {
      const next = new Set(before)
      if (!next.delete(index)) next.add(index)
      globalThis.chosen = [...next].map(plan.seatId)
      return next
    })
  return createElement(kind === 'map' ? SeatMap : SeatList, {
    plan,
    live,
    categories,
    labels: texts().map,
    locale: 'en',
    selected,
    onToggle: toggle,
    onArea: (id) => (globalThis.area = id),
    onInspect: (index, by) => (globalThis.inspected = [index === null ? null : plan.seatId(index), by]),
  })
}
Object.assign(globalThis, { plan, change, picture, difference, repaint, chosen: [] })
createRoot(document.getElementById('app')).render(createElement(App))
`
