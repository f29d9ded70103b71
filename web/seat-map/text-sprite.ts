import type { Theme } from './theme.ts'

export interface TextSprite {
  /** Of the text itself, without the halo about it. */
  width: number
  height: number
  /** Outlined when it is first asked for: a text that turns out to have no room is only measured. */
  canvas(): HTMLCanvasElement
  readonly isOutlined: boolean
}

interface Line {
  text: string
  font: string
  color: string
}

const NAME_PX = 12
const LEFT_PX = 10.5
const LINE_PX = 13.5
const HALO_PX = 4
const MOST = 400

/**
 * One or two lines of text with a halo of the ground's colour, as a picture. Outlining text costs more than all else in
 * a frame together; the same text is outlined once.
 */
export function createTextSprites() {
  let sprites = new Map<string, TextSprite>()
  let drawnWith: Theme | undefined
  const ruler = document.createElement('canvas').getContext('2d')!

  function make(theme: Theme, ratio: number, name: string, second: string): TextSprite {
    const lines = [
      { text: name, font: `650 ${NAME_PX * ratio}px ${theme.font}`, color: theme.text },
      { text: second, font: `500 ${LEFT_PX * ratio}px ${theme.font}`, color: theme.textSoft },
    ].filter(({ text }) => text !== '')
    let width = 0
    for (const { text, font } of lines) {
      ruler.font = font
      width = Math.max(width, ruler.measureText(text).width)
    }
    const height = lines.length * LINE_PX * ratio
    let drawn: HTMLCanvasElement | undefined
    return {
      width,
      height,
      canvas: () => (drawn ??= draw(theme, ratio, lines, width, height)),
      get isOutlined() {
        return drawn !== undefined
      },
    }
  }

  function draw(
    theme: Theme,
    ratio: number,
    lines: Line[],
    width: number,
    height: number,
  ): HTMLCanvasElement {
    const canvas = document.createElement('canvas')
    const pen = canvas.getContext('2d')!
    canvas.width = Math.ceil(width + 2 * HALO_PX * ratio)
    canvas.height = Math.ceil(height + 2 * HALO_PX * ratio)
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.lineJoin = 'round'
    pen.lineWidth = HALO_PX * ratio
    pen.strokeStyle = theme.textHalo
    for (const [number, { text, font, color }] of lines.entries()) {
      const y = (HALO_PX + LINE_PX * (number + 0.5)) * ratio
      pen.font = font
      pen.strokeText(text, canvas.width / 2, y)
      pen.fillStyle = color
      pen.fillText(text, canvas.width / 2, y)
    }
    return canvas
  }

  return {
    get(theme: Theme, ratio: number, name: string, second: string): TextSprite {
      // Counts go down seat by seat, so what was drawn long ago will not come again.
      if (drawnWith !== theme || sprites.size > MOST) sprites = new Map()
      drawnWith = theme
      const key = `${ratio}|${name}|${second}`
      let sprite = sprites.get(key)
      if (!sprite) sprites.set(key, (sprite = make(theme, ratio, name, second)))
      return sprite
    },
  }
}
