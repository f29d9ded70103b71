import { httpLimits } from '../limits/http-limits.ts'

/**
 * Puts the ends of requests off to the end of the event loop's turn, so that the replies to what was read in one turn leave one right
 * after the other. Waking somebody who waits for a reply is work of the kernel's on the sender's time, and costs more than the
 * rest of a refusal; a proxy, or a crowd on few machines, is awake for all replies after the first (ADR 20). No reply waits for
 * anything else: alone, it leaves as soon as what was read with it has been looked at.
 */
export function createRepliesTogether(most: number = httpLimits.repliesTogether): (end: () => void) => void {
  let waiting: (() => void)[] = []

  function leave(): void {
    const ends = waiting
    waiting = []
    for (const end of ends) end()
  }

  return (end) => {
    waiting.push(end)
    if (waiting.length === 1) setImmediate(leave)
    else if (waiting.length >= most) leave()
  }
}
