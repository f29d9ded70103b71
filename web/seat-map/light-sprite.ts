import { type Color, css, faded } from './color.ts'

const SIDE = 64
const sprites = new Map<string, HTMLCanvasElement>()

/** A soft round light of one colour, drawn once and copied ever after. */
export function lightSprite(color: Color): HTMLCanvasElement {
  const key = css(color)
  const known = sprites.get(key)
  if (known) return known
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = SIDE
  const pen = canvas.getContext('2d')!
  const light = pen.createRadialGradient(SIDE / 2, SIDE / 2, 0, SIDE / 2, SIDE / 2, SIDE / 2)
  light.addColorStop(0, css(faded(color, 0.95)))
  light.addColorStop(0.3, css(faded(color, 0.5)))
  light.addColorStop(0.65, css(faded(color, 0.13)))
  light.addColorStop(1, css(faded(color, 0)))
  pen.fillStyle = light
  pen.fillRect(0, 0, SIDE, SIDE)
  // A theme has two colours a category; more than that are left over from themes before.
  if (sprites.size > 64) sprites.clear()
  sprites.set(key, canvas)
  return canvas
}

/** Light about a point, in canvas pixels. */
export function shine(
  pen: CanvasRenderingContext2D,
  color: Color,
  x: number,
  y: number,
  reach: number,
): void {
  pen.drawImage(lightSprite(color), x - reach, y - reach, 2 * reach, 2 * reach)
}
