/**
 * Faults: what the server could not do although the request was right. They are thrown, with the cause, and end as
 * 503 with `Retry-After` (http/error-reply.ts). A refusal is never one of these.
 */
export class UnavailableFault extends Error {
  override name = 'UnavailableFault'
  /** When trying again makes sense. */
  readonly retryAfterSeconds: number

  constructor(message: string, options: { retryAfterSeconds?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.retryAfterSeconds = options.retryAfterSeconds ?? 1
  }
}

/** A queue is at its bound: this request was turned away so that those before it are answered. */
export class OverloadedFault extends UnavailableFault {
  override name = 'OverloadedFault'
}
