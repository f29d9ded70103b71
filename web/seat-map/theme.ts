import { type Color, css, faded, luminance, mixed, readable, standingOut } from './color.ts'

/** The colours of one category, in the theme that the page has now. */
export interface CategoryPaint {
  /** A free seat, lit. */
  lit: string
  /** Its side towards the stage, and its back. */
  bright: string
  deep: string
  ink: string
  /** The light that a free seat spills on its surroundings. */
  spill: string
  spillColor: Color
  glow: Color
  /** Outline of a seat that somebody else holds. */
  held: string
  /** The floor beneath a zone that is all free. */
  floor: Color
}

export interface Theme {
  dark: boolean
  ground: Color
  edge: Color
  zone: Color
  zoneLine: string
  text: string
  textSoft: string
  textHalo: string
  light: Color
  /** Stops of the light on the stage, from its front outwards. */
  stage: readonly (readonly [share: number, color: string])[]
  stageEdge: string
  stageText: string
  stageTextHalo: string
  selected: string
  selectedInk: string
  own: string
  ownInk: string
  ownGlow: Color
  /** About everything of the visitor's. */
  ownRing: string
  sold: string
  soldMark: string
  blocked: string
  focus: string
  shade: string
  font: string
  categories: CategoryPaint[]
}

/**
 * The page's tokens, with values of our own for a page that has none: night first, then day.
 * `light-dark` follows `color-scheme`, whoever sets it.
 */
const tokens = {
  ground: ['--map-ground', '#1a1118', '#f6f1f0'],
  zone: ['--map-zone', '#251a22', '#ffffff'],
  text: ['--ink', '#f8f1e7', '#23141e'],
  textSoft: ['--map-text', '#b9abac', '#665661'],
  light: ['--map-light', '#ffb65c', '#ffb35c'],
  curtain: ['--velvet', '#8d2036', '#8f1d38'],
  selected: ['--seat-selected', '#fff3dc', '#23141e'],
  selectedInk: ['--seat-selected-ink', '#241505', '#ffffff'],
  own: ['--seat-own', '#f5b652', '#8f1d38'],
  ownInk: ['--seat-own-ink', '#241505', '#ffffff'],
  blocked: ['--seat-blocked', '#2a2027', '#ece4e5'],
  focus: ['--map-focus', '#8fd0ff', '#0b5fb0'],
} as const

const BLACK: Color = [0, 0, 0, 1]
const WHITE: Color = [255, 255, 255, 1]
const NIGHT_INK: Color = [30, 16, 10, 1]

/** Reads the tokens as they apply to `host`. Cheap enough for every change of theme, not for every frame. */
export function readTheme(host: HTMLElement, categoryColors: readonly string[]): Theme {
  // One element for each, so that the browser works out the styles of all of them at once.
  const probe = document.createElement('span')
  probe.hidden = true
  const probes = Object.entries(tokens).map(([name, [token, night, day]]) => {
    const element = document.createElement('span')
    element.style.color = `var(${token}, light-dark(${day}, ${night}))`
    return [name, element] as const
  })
  probe.append(...probes.map(([, element]) => element))
  host.append(probe)
  const colors = new Map(
    probes.map(([name, element]) => [name, parseColor(getComputedStyle(element).color)] as const),
  )
  const font = getComputedStyle(probe).fontFamily
  probe.remove()
  const read = (name: keyof typeof tokens): Color => colors.get(name)!
  const ground = read('ground')
  const dark = luminance(ground) < 0.4
  const [zone, text, light, curtain] = [read('zone'), read('text'), read('light'), read('curtain')]
  const [blocked, own, selected] = [read('blocked'), read('own'), read('selected')]
  const textSoft = read('textSoft')
  return {
    dark,
    ground,
    edge: dark ? mixed(ground, BLACK, 0.5) : mixed(ground, zone, -0.4),
    zone,
    zoneLine: css(mixed(zone, text, dark ? 0.1 : 0.2)),
    text: css(text),
    textSoft: css(textSoft),
    textHalo: css(faded(ground, 0.86)),
    light,
    stage: dark
      ? [
          [0, css(mixed(light, WHITE, 0.72))],
          [0.3, css(mixed(light, WHITE, 0.3))],
          [0.62, css(mixed(light, curtain, 0.3))],
          [1, css(mixed(curtain, light, 0.22))],
        ]
      : [
          [0, css(mixed(curtain, light, 0.3))],
          [0.45, css(curtain)],
          [1, css(mixed(curtain, BLACK, 0.3))],
        ],
    stageEdge: css(faded(mixed(light, WHITE, 0.4), dark ? 0.7 : 0.5)),
    stageText: css(dark ? NIGHT_INK : WHITE),
    stageTextHalo: css(dark ? faded(mixed(light, WHITE, 0.5), 0.4) : faded(curtain, 0.5)),
    selected: css(selected),
    selectedInk: css(read('selectedInk')),
    own: css(own),
    ownInk: css(read('ownInk')),
    ownRing: css(dark ? WHITE : text),
    ownGlow: dark ? mixed(own, WHITE, 0.2) : own,
    sold: css(faded(text, dark ? 0.13 : 0.12)),
    soldMark: css(faded(text, dark ? 0.27 : 0.34)),
    blocked: css(mixed(blocked, textSoft, 0.35)),
    focus: css(read('focus')),
    shade: css(faded(dark ? BLACK : text, dark ? 0.5 : 0.4)),
    font,
    categories: categoryColors.map((color) => paintFor(parseColor(color), { dark, ground, zone, text })),
  }
}

function paintFor(
  color: Color,
  { dark, ground, zone, text }: { dark: boolean; ground: Color; zone: Color; text: Color },
): CategoryPaint {
  // By day the frame of a seat carries the contrast, so that its cushion may keep its colour.
  const lit = standingOut(color, zone, dark ? 3 : 2.3, dark ? WHITE : BLACK)
  return {
    lit: css(lit),
    bright: css(mixed(lit, WHITE, dark ? 0.42 : 0.34)),
    deep: css(dark ? mixed(lit, BLACK, 0.3) : standingOut(mixed(color, BLACK, 0.2), zone, 3.4, BLACK)),
    ink: css(readable(lit, NIGHT_INK, WHITE)),
    spill: css(faded(lit, dark ? 0.13 : 0.1)),
    spillColor: faded(lit, dark ? 0.42 : 0.34),
    glow: dark ? faded(mixed(lit, [255, 226, 190, 1], 0.55), 0.8) : lit,
    held: css(mixed(lit, mixed(zone, text, 0.25), 0.35)),
    floor: mixed(zone, dark ? lit : mixed(lit, ground, 0.3), dark ? 0.2 : 0.22),
  }
}

let pixel: CanvasRenderingContext2D | undefined

/** How browsers tell a computed colour, and how plans give theirs. */
const PLAIN = /^rgb\((\d+), (\d+), (\d+)\)$/
const HEX = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i

/** Any CSS colour; an unusual one by asking the browser for the pixel that it makes. */
function parseColor(value: string): Color {
  const plain = PLAIN.exec(value)
  if (plain) return [Number(plain[1]), Number(plain[2]), Number(plain[3]), 1]
  const hex = HEX.exec(value)
  if (hex) return [byte(hex[1]!), byte(hex[2]!), byte(hex[3]!), 1]
  if (!pixel) {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1
    pixel = canvas.getContext('2d', { willReadFrequently: true })!
  }
  pixel.clearRect(0, 0, 1, 1)
  pixel.fillStyle = '#888'
  pixel.fillStyle = value
  pixel.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, alpha = 255] = pixel.getImageData(0, 0, 1, 1).data
  return [red, green, blue, alpha / 255]
}

const byte = (digits: string): number => Number.parseInt(digits, 16)
