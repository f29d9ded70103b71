/**
 * What the measured page does: plan and first snapshot are fetched, the map is shown and timed, and each movement is
 * then done when asked for. Plain JavaScript, because it exists only as a file in a temporary folder.
 */
export const mapScript = `
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import 'WEB/styles/tokens.css'
import { createLiveStore } from 'WEB/live/live-store.ts'
import { speak, texts } from 'WEB/i18n/texts.ts'
import { indexPlan } from 'WEB/seat-map/plan-index.ts'
import { SeatMap } from 'WEB/seat-map/seat-map.tsx'

const nextFrame = () => new Promise(requestAnimationFrame)
await speak('en', ['en'])
const live = createLiveStore({ eventId: 'e', url: location.href.replace('http', 'ws') + 'live' })
const snapshot = new Promise((resolve) => live.onChanges(resolve))
live.open()
const text = await (await fetch('/plan.json')).text()
await snapshot

// All the data is here; from now on it is ours.
const dataAt = performance.now()
const plan = indexPlan(JSON.parse(text))
const indexedAt = performance.now()
const categories = plan.categories.map((c) => ({ ...c, price: { amount: 5000, currency: 'EUR' } }))
const nothing = new Set()
createRoot(document.getElementById('app')).render(
  createElement(SeatMap, { labels: texts().map, locale: 'en', plan, live, categories, selected: nothing, onToggle() {} }),
)
while (!document.querySelector('.seat-map-controls')) await nextFrame()
await nextFrame()
const start = { places: plan.places, indexMs: indexedAt - dataAt, firstPaintMs: performance.now() - dataAt }

const surface = document.querySelector('.seat-map-surface')
surface.setPointerCapture = () => {}
const { width, height } = surface.getBoundingClientRect()
const point = (type, x, y) => surface.dispatchEvent(
  new PointerEvent(type, { pointerId: 1, pointerType: 'touch', clientX: x, clientY: y, bubbles: true }))
const wheel = (deltaY) => surface.dispatchEvent(
  new WheelEvent('wheel', { deltaY, ctrlKey: true, clientX: width * 0.4, clientY: height * 0.6, bubbles: true, cancelable: true }))

async function timed(ms, step) {
  await nextFrame()
  const from = performance.now()
  const gaps = []
  for (let before = from; before - from < ms; ) {
    await nextFrame()
    const now = performance.now()
    step((now - from) / ms)
    gaps.push(now - before)
    before = now
  }
  const total = gaps.reduce((sum, gap) => sum + gap, 0)
  gaps.sort((a, b) => a - b)
  return { frames: gaps.length, framesPerSecond: (1000 * gaps.length) / total, p95Ms: gaps[Math.floor(gaps.length * 0.95)] }
}
const drag = async (ms, reach, turns) => {
  const at = (share) => [
    width / 2 + Math.sin(share * turns * 2 * Math.PI) * reach,
    height / 2 + Math.sin(share * turns * 4 * Math.PI) * reach * 0.6,
  ]
  point('pointerdown', ...at(0))
  const result = await timed(ms, (share) => point('pointermove', ...at(share)))
  point('pointerup', ...at(1))
  return result
}
globalThis.mapRun = {
  start,
  rest: () => timed(2500, () => {}),
  'pan, whole plan': () => drag(4000, 120, 4),
  'zoom in and out': () => timed(6000, (share) => wheel(share * 2 % 1 < 0.5 ? -6 : 6)),
  'zoom to seats': () => timed(2000, () => wheel(-5)),
  'pan, near': () => drag(5000, 170, 3),
}
`
