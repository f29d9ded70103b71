/** Nobody waits longer than this for a map that is out of sight. */
const LONGEST_WAIT_MS = 500

/**
 * Calls for a map's next frame: together with the screen's own, or, as long as `mayWait` says so, when the page has nothing better
 * to do. Not every browser says when that is.
 */
export function createFrameCall(frame: () => void, mayWait: () => boolean) {
  let withdraw: (() => void) | undefined
  let ended = false

  const run = () => {
    withdraw = undefined
    frame()
  }

  function call(): () => void {
    if (mayWait() && typeof requestIdleCallback === 'function') {
      const idle = requestIdleCallback(run, { timeout: LONGEST_WAIT_MS })
      return () => cancelIdleCallback(idle)
    }
    const next = requestAnimationFrame(run)
    return () => cancelAnimationFrame(next)
  }

  function cancel(): void {
    withdraw?.()
    withdraw = undefined
  }

  return {
    /** One frame, however often it is asked for. */
    ask(): void {
      if (!ended) withdraw ??= call()
    },
    cancel,
    /** What was asked for is called for anew: it may have become more pressing. */
    hurry(): void {
      if (!withdraw) return
      cancel()
      withdraw = call()
    },
    /** Whoever still asks gets nothing. */
    end(): void {
      ended = true
      cancel()
    },
  }
}
