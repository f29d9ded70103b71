import { sharedSeatsLimits } from '../../limits/redis-limits.ts'
import type { Message } from './message.ts'

/** Puts messages into the order of their versions, whichever way they came and however often. */
export interface Sequence {
  readonly version: number
  enter(message: Message): void
  /** Resolves when everything up to this version has been applied; with false when that takes too long. */
  reached(version: number): Promise<boolean>
  /** Everything up to this version is known by other means. */
  reset(version: number): void
  close(): void
}

interface SequenceParts {
  apply: (message: Message) => void
  /** A message is missing and will not come: everything has to be read anew. */
  onLost: () => void
}

export function createSequence({ apply, onLost }: SequenceParts): Sequence {
  let version = 0
  /** By `from`: those that came before one that they follow. */
  const ahead = new Map<number, Message>()
  let waiters: { version: number; resolve: (isReached: boolean) => void }[] = []
  let timer: NodeJS.Timeout | null = null

  function enter(message: Message): void {
    if (message.to <= version) return
    if (message.from !== version) {
      if (message.from < version || ahead.size >= sharedSeatsLimits.messagesAhead) lose()
      else {
        ahead.set(message.from, message)
        timer ??= setTimeout(lose, sharedSeatsLimits.messagesAheadMs)
      }
      return
    }
    apply(message)
    advance(message.to)
  }

  function advance(to: number): void {
    version = to
    for (const from of ahead.keys()) if (from < version) ahead.delete(from)
    if (ahead.size === 0 && timer !== null) {
      clearTimeout(timer)
      timer = null
    }
    if (waiters.length > 0) {
      const ready = waiters.filter((waiter) => waiter.version <= version)
      waiters = waiters.filter((waiter) => waiter.version > version)
      for (const waiter of ready) waiter.resolve(true)
    }
    const next = ahead.get(version)
    if (next === undefined) return
    ahead.delete(version)
    enter(next)
  }

  function lose(): void {
    forget()
    onLost()
  }

  function forget(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    ahead.clear()
  }

  function reached(wanted: number): Promise<boolean> {
    if (wanted <= version) return Promise.resolve(true)
    return new Promise((resolve) => {
      const waiter = { version: wanted, resolve }
      waiters.push(waiter)
      const late = setTimeout(() => {
        waiters = waiters.filter((other) => other !== waiter)
        resolve(false)
      }, sharedSeatsLimits.messagesAheadMs)
      waiter.resolve = (isReached) => {
        clearTimeout(late)
        resolve(isReached)
      }
    })
  }

  return {
    get version() {
      return version
    },
    enter,
    reached,
    reset: advance,
    close() {
      forget()
      for (const waiter of waiters) waiter.resolve(false)
      waiters = []
    },
  }
}
