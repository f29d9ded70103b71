import type { CallOptions, Reply } from '../../contract/client.ts'

/** A write is tried this often before the buyer is told; every try carries the same key. */
const MOST_TRIES = 3
const FIRST_WAIT_MS = 400
const LONGEST_WAIT_MS = 5_000

/** A string nobody else has. `crypto.randomUUID` is missing on pages without TLS, which a phone on the same network has. */
export function uniqueKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Milliseconds to wait before the next try, or null when the reply is final. */
export function waitBeforeRetry(reply: Reply<unknown>, tries: number): number | null {
  if (reply.ok || tries >= MOST_TRIES) return null
  const passing = reply.status === 0 || reply.status === 502 || reply.status === 503 || reply.status === 504
  if (!passing) return null
  const asked = reply.problem === null ? null : reply.retryAfterSeconds
  const wait = asked === null ? FIRST_WAIT_MS * 2 ** (tries - 1) : asked * 1000
  return wait > LONGEST_WAIT_MS ? null : wait
}

/**
 * A write that survives a dropped connection: the same request under the same idempotency key, tried again
 * while the failure is a passing one. The first answer counts, however often the request arrived.
 */
export async function attempt<T>(
  call: (options: CallOptions) => Promise<Reply<T>>,
  idempotencyKey: string,
  wait: (ms: number) => Promise<void> = pause,
): Promise<Reply<T>> {
  for (let tries = 1; ; tries += 1) {
    const reply = await call({ idempotencyKey })
    const waitMs = waitBeforeRetry(reply, tries)
    if (waitMs === null) return reply
    await wait(waitMs)
  }
}
