import { StripeRefusal } from './shapes.ts'

export interface Reply {
  status: number
  body: unknown
  headers?: Record<string, string>
}

interface Kept {
  fingerprint: string
  requestId: string
  /** Null while the first request is still being worked on. */
  reply: Reply | null
}

/**
 * Stripe keeps the answer to the first request with a key, whatever it was, 500 included, and gives it again. What never
 * began, because it was malformed, is not kept. A key that comes with other parameters is an error.
 */
export function createIdempotency() {
  const kept = new Map<string, Kept>()

  return {
    /** What was answered before, if anything. Otherwise the key is taken, and `keep` or `forget` has to follow. */
    recall(key: string, fingerprint: string, requestId: string): Reply | undefined {
      const before = kept.get(key)
      if (!before) {
        kept.set(key, { fingerprint, requestId, reply: null })
        return undefined
      }
      if (before.fingerprint !== fingerprint)
        throw new StripeRefusal(400, {
          type: 'idempotency_error',
          message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`,
        })
      if (before.reply === null)
        throw new StripeRefusal(409, {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}.`,
        })
      return {
        ...before.reply,
        headers: { 'idempotent-replayed': 'true', 'original-request': before.requestId },
      }
    },
    keep(key: string, reply: Reply): void {
      kept.get(key)!.reply = reply
    },
    forget(key: string): void {
      kept.delete(key)
    },
    /** A day later. */
    prune(): void {
      kept.clear()
    },
  }
}
