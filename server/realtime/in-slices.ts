/**
 * Does something for each of many, `perSlice` at a time, so that whatever else waits gets its turn in between:
 * five thousand socket writes take 20 ms or more, and a buyer's request must not wait for all of them.
 */
export function inSlices<T>(
  all: Iterator<T>,
  perSlice: number,
  act: (one: T) => void,
  done: () => void = () => {},
): void {
  for (let i = 0; i < perSlice; i += 1) {
    const next = all.next()
    if (next.done) {
      done()
      return
    }
    act(next.value)
  }
  setImmediate(inSlices<T>, all, perSlice, act, done)
}
