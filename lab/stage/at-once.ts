/** Runs `act` on every item, at most `atOnce` at a time, and gives the results in order. */
export async function mapAtOnce<T, R>(
  items: readonly T[],
  atOnce: number,
  act: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++
      results[index] = await act(items[index]!, index)
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane))
  return results
}

/** Asks until the answer is yes. False when it never was within `boundMs`. */
export async function until(asked: () => Promise<boolean>, boundMs: number, pauseMs = 25): Promise<boolean> {
  const end = performance.now() + boundMs
  while (!(await asked())) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
  return true
}
