import type { Picture } from './read-png.ts'

interface Finder {
  x: number
  y: number
  /** Width of one module, in pixels. */
  module: number
}

/** The QR code in a picture that is not turned or tilted, such as a page or a screenshot, as rows of dark modules. */
export function findCode(picture: Picture): boolean[][] {
  const finders = findFinders(picture)
  for (const origin of finders)
    for (const right of finders) {
      if (right.x <= origin.x || !isLevel(origin, right, 'y')) continue
      for (const below of finders) {
        if (below.y <= origin.y || !isLevel(origin, below, 'x')) continue
        const across = right.x - origin.x
        if (Math.abs(across - (below.y - origin.y)) > origin.module * 2) continue
        // The middles of two finders are seven modules less apart than the code is wide.
        const size = 17 + 4 * Math.round((across / origin.module + 7 - 17) / 4)
        const module = across / (size - 7)
        return Array.from({ length: size }, (_, row) =>
          Array.from({ length: size }, (_, column) =>
            picture.isDark(
              Math.floor(origin.x + (column - 3) * module),
              Math.floor(origin.y + (row - 3) * module),
            ),
          ),
        )
      }
    }
  throw new Error('There is no QR code to be seen.')
}

function isLevel(a: Finder, b: Finder, axis: 'x' | 'y'): boolean {
  return Math.abs(a[axis] - b[axis]) < a.module && Math.abs(a.module - b.module) < a.module / 3
}

/** Places where dark and light take turns as 1 : 1 : 3 : 1 : 1, across as well as down. */
function findFinders(picture: Picture): Finder[] {
  const finders: Finder[] = []
  for (let y = 0; y < picture.height; y += 1) {
    const row = runs(picture.width, (x) => picture.isDark(x, y))
    for (let at = 0; at + 4 < row.length; at += 1) {
      const five = row.slice(at, at + 5)
      if (!five[0]!.dark || !isFinder(five)) continue
      const x = five[0]!.from + lengthOf(five) / 2
      const down = runs(picture.height, (other) => picture.isDark(Math.floor(x), other))
      const middle = down.findIndex(({ from, length }) => from <= y && y < from + length)
      const column = down.slice(Math.max(0, middle - 2), middle + 3)
      if (column.length < 5 || !isFinder(column)) continue
      const found = { x, y: column[0]!.from + lengthOf(column) / 2, module: lengthOf(five) / 7 }
      const known = finders.some((one) => Math.hypot(one.x - found.x, one.y - found.y) < found.module * 2)
      if (!known) finders.push(found)
    }
  }
  return finders
}

interface Run {
  dark: boolean
  from: number
  length: number
}

function runs(length: number, isDark: (at: number) => boolean): Run[] {
  const all: Run[] = []
  for (let at = 0; at < length; at += 1) {
    const dark = isDark(at)
    const last = all.at(-1)
    if (last?.dark === dark) last.length += 1
    else all.push({ dark, from: at, length: 1 })
  }
  return all
}

const lengthOf = (some: readonly Run[]) => some.reduce((sum, { length }) => sum + length, 0)

function isFinder(five: readonly Run[]): boolean {
  const module = lengthOf(five) / 7
  return five.every(({ length }, at) => Math.abs(length - module * (at === 2 ? 3 : 1)) < module * 0.6)
}
