import type { Input, Output } from './operations.ts'
import { type OperationName, paths } from './paths.ts'
import type { Problem } from './refusals.ts'

/** What a call comes to. Refusals are values; only a network that gave no answer is `unreachable`. */
export type Reply<T> =
  | { ok: true; status: number; value: T }
  | { ok: false; status: number; problem: Problem; retryAfterSeconds: number | null }
  | { ok: false; status: 0; problem: null; cause: unknown }

export interface CallOptions {
  /** Any unique string of at most 255 characters; a retry with the same key gets the first answer. */
  idempotencyKey?: string
  signal?: AbortSignal
  headers?: Record<string, string>
}

export type Client = {
  [N in OperationName]: keyof Input<N> extends never
    ? (input?: object, options?: CallOptions) => Promise<Reply<Output<N>>>
    : (input: Input<N>, options?: CallOptions) => Promise<Reply<Output<N>>>
}

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * A typed client of the HTTP contract.
 *
 * `baseUrl` is empty in a browser on the same origin. `fetch` may be replaced by one that keeps cookies
 * or adds headers. The client never retries by itself: a caller that retries a write passes the same
 * `idempotencyKey`.
 */
export function createClient(
  baseUrl = '',
  fetch: Fetch = (url, init) => globalThis.fetch(url, init),
): Client {
  const call = async (name: OperationName, input: AnyInput = {}, options: CallOptions = {}) => {
    const [method, template] = paths[name]
    const headers: Record<string, string> = { accept: 'application/json', ...options.headers }
    if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey
    const init: RequestInit = { method, headers, credentials: 'same-origin' }
    if (options.signal) init.signal = options.signal
    if (input.body !== undefined) {
      headers['content-type'] = 'application/json'
      init.body = JSON.stringify(input.body)
    }
    let response: Response
    try {
      response = await fetch(baseUrl + fill(template, input.params) + search(input.query), init)
      const value = await bodyOf(response)
      if (response.ok) return { ok: true, status: response.status, value }
      const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
      return {
        ok: false,
        status: response.status,
        problem: value as Problem,
        retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : null,
      }
    } catch (cause) {
      return { ok: false, status: 0, problem: null, cause }
    }
  }
  return Object.fromEntries(
    Object.keys(paths).map((name) => [
      name,
      (input?: AnyInput, options?: CallOptions) => call(name as OperationName, input, options),
    ]),
  ) as unknown as Client
}

/** JSON as a value; a file (a PDF, a calendar entry) as a `Blob`; nothing as null. */
async function bodyOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type')
  if (response.ok && type !== null && !/^application\/([\w.-]+\+)?json\b/.test(type)) return response.blob()
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

interface AnyInput {
  params?: Record<string, string>
  query?: Record<string, string | number | boolean | undefined>
  body?: unknown
}

function fill(template: string, params: Record<string, string> = {}): string {
  return template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
}

function search(query: AnyInput['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '')
  if (given.length === 0) return ''
  return `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`
}
