import { uniqueKey } from './attempt.ts'

/**
 * One key for one intention. Pressing again after no answer came is the same intention, so the same key: if
 * the first try did arrive, the server answers with what it did then. A changed wish, or a wish that was
 * answered, is a new one.
 */
export function createAttemptKeys(newKey: () => string = uniqueKey) {
  let open: { request: string; key: string } | null = null
  return {
    keyFor(request: unknown): string {
      const text = JSON.stringify(request)
      if (open?.request !== text) open = { request: text, key: newKey() }
      return open.key
    },
    /** The server has answered, with whatever: the next press is a new intention. */
    answered(): void {
      open = null
    },
  }
}
