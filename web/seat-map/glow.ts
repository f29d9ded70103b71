import { shine } from './light-sprite.ts'
import type { Frame, Scene } from './paint-seats.ts'
import { isMine, Look, type LookCode } from './seat-look.ts'

interface Glow {
  index: number
  kind: 'lit' | 'out' | 'mine'
  startedAt: number
}

const LASTS_MS = { lit: 1100, out: 700, mine: 900 } as const
/** More changes than this at a time are a new picture, not something to point at. */
const MOST_GLOWS = 360

/**
 * A seat that changes draws the eye without moving: a light comes on and settles, or goes out slowly. The tile beneath
 * shows the new state from the first frame; this is only light on top.
 */
export function createGlows() {
  let glows: Glow[] = []
  return {
    add(index: number, before: LookCode, after: LookCode, now: number): void {
      if (before === Look.unknown) return
      const kind = isMine(after) ? 'mine' : after === Look.free ? 'lit' : 'out'
      // Letting go of a seat by hand is no news.
      if (kind === 'out' && before !== Look.free) return
      if (kind === 'lit' && isMine(before)) return
      if (glows.length >= MOST_GLOWS) glows.shift()
      glows.push({ index, kind, startedAt: now })
    },

    clear(): void {
      glows = []
    },

    get any(): boolean {
      return glows.length > 0
    },

    draw(pen: CanvasRenderingContext2D, scene: Scene, frame: Frame, now: number): void {
      glows = glows.filter(({ kind, startedAt }) => now - startedAt < LASTS_MS[kind])
      const { plan, theme } = scene
      const { width, height } = pen.canvas
      for (const { index, kind, startedAt } of glows) {
        const x = plan.x[index]! * frame.scale - frame.originX
        const y = plan.y[index]! * frame.scale - frame.originY
        const r = plan.radius[index]! * frame.scale
        const reach = Math.max(r * 3.1, 6 * frame.ratio)
        if (x < -reach || y < -reach || x > width + reach || y > height + reach) continue
        const paint = theme.categories[plan.category[index]!]!
        const rest = 1 - Math.max(0, now - startedAt) / LASTS_MS[kind]
        if (kind === 'out') {
          pen.globalAlpha = rest * rest * 0.9
          pen.fillStyle = paint.lit
          pen.beginPath()
          pen.arc(x, y, r * 0.95, 0, 2 * Math.PI)
          pen.fill()
          continue
        }
        pen.globalCompositeOperation = theme.dark ? 'lighter' : 'source-over'
        pen.globalAlpha = rest * rest
        shine(pen, kind === 'mine' ? theme.ownGlow : paint.glow, x, y, reach)
        pen.globalCompositeOperation = 'source-over'
      }
      pen.globalAlpha = 1
    },
  }
}

export type Glows = ReturnType<typeof createGlows>
