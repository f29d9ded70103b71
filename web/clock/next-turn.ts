/**
 * The page's next turn: sooner than a timer, and later than whatever waits, taps and painting. What begins many things at once lets
 * each have a turn of its own, so that a tap in between is answered.
 */
export function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel()
  const { promise, resolve } = Promise.withResolvers<void>()
  port1.onmessage = () => {
    port1.close()
    resolve()
  }
  port2.postMessage(null)
  return promise
}
