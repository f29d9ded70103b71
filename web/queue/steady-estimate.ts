export interface Wait {
  min: number
  max: number
}

/** What the page says, and since when. */
export interface Said extends Wait {
  atMs: number
}

/** Rounding alone may move a whole minute. */
const LEEWAY_MINUTES = 1

/**
 * The estimate to be shown. What was said before holds: as minutes pass it only shrinks, also when a fresh estimate would be
 * a little longer. Only one that is clearly longer takes its place, and then `grew` says that the page owes a reason.
 */
export function steady(
  before: Said | null,
  fresh: Wait | null,
  nowMs: number,
): { said: Said | null; grew: boolean } {
  if (fresh === null) return { said: null, grew: false }
  const said = { ...fresh, atMs: nowMs }
  if (before === null) return { said, grew: false }
  const passed = (nowMs - before.atMs) / 60_000
  const promised = before.max - passed
  if (fresh.max > promised + LEEWAY_MINUTES) return { said, grew: true }
  // Kept as it was promised, with its own beginning, so that the leeway cannot add up.
  if (fresh.max > promised) return { said: { ...before, min: Math.min(before.min, fresh.min) }, grew: false }
  return { said, grew: false }
}

/** What is left of what was said. */
export function remaining({ min, max, atMs }: Said, nowMs: number): Wait {
  const passed = (nowMs - atMs) / 60_000
  return { min: Math.max(0, Math.floor(min - passed)), max: Math.max(1, Math.ceil(max - passed)) }
}
