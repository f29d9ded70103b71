/** Red, green, blue from 0 to 255, and opacity from 0 to 1. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number]

export const css = ([red, green, blue, alpha]: Color): string =>
  `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)} / ${Math.round(alpha * 1000) / 1000})`

export const faded = (color: Color, alpha: number): Color => [color[0], color[1], color[2], color[3] * alpha]

/** `share` of `b` in `a`. */
export function mixed(a: Color, b: Color, share: number): Color {
  const of = (i: 0 | 1 | 2 | 3) => a[i] + (b[i] - a[i]) * share
  return [of(0), of(1), of(2), of(3)]
}

/** As WCAG 2 defines it: 0 is black, 1 is white. */
export function luminance([red, green, blue]: Color): number {
  const linear = (value: number) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

export function contrast(a: Color, b: Color): number {
  const [la, lb] = [luminance(a), luminance(b)]
  return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05)
}

/** The colour, moved towards `towards` just as far as it takes to stand out from `ground`. */
export function standingOut(color: Color, ground: Color, ratio: number, towards: Color): Color {
  for (let share = 0; share < 1; share += 0.05) {
    const tried = mixed(color, towards, share)
    if (contrast(tried, ground) >= ratio) return tried
  }
  return towards
}

/** Whichever of two inks reads better on a ground. */
export const readable = (ground: Color, a: Color, b: Color): Color =>
  contrast(ground, a) >= contrast(ground, b) ? a : b
