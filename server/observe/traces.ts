import { randomBytes } from 'node:crypto'

/** A stretch of work, as OpenTelemetry has it. Attributes are ids, codes and numbers; never anything about a person. */
export interface FinishedSpan {
  name: string
  context: SpanContext
  parentSpanId: string | null
  links: readonly SpanContext[]
  startMs: number
  endMs: number
  attributes: Readonly<Record<string, string | number>>
  failed: boolean
}

export interface SpanContext {
  readonly traceId: string
  readonly spanId: string
}

export interface Span {
  readonly context: SpanContext
  /** Once. */
  end(attributes?: Record<string, string | number>, failed?: boolean): void
}

/**
 * Traces of holds across the batch that carries them. A batch belongs to many holds, so it cannot be a child of each: it is
 * a child of the first and linked to all of them.
 */
export interface Tracer {
  /** Null for one that is not sampled. */
  hold(request: object, attributes: Record<string, string | number>): Span | null
  /** What is done for `from` goes on as `to`: a request becomes a job. */
  follow(from: object, to: object): void
  /** Runs one batch; `statement` is for each time that it is sent to the database, whole or in parts. */
  batch<T>(kind: string, jobs: readonly object[], run: (statement: Statement) => Promise<T>): Promise<T>
}

export type Statement = <T>(jobs: number, run: () => Promise<T>) => Promise<T>

export interface TracerParts {
  finished(span: FinishedSpan): void
  /** The part of holds that is traced, 0 to 1. */
  ratio: number
  chance?: () => number
}

const nowMs = () => performance.timeOrigin + performance.now()
const untraced: Statement = (_jobs, run) => run()

export function createTracer({ finished, ratio, chance = Math.random }: TracerParts): Tracer {
  const contexts = new WeakMap<object, SpanContext>()

  function start(name: string, parent: SpanContext | null, links: readonly SpanContext[] = []): Span {
    const startMs = nowMs()
    const traceId = parent?.traceId ?? randomBytes(16).toString('hex')
    const context = { traceId, spanId: randomBytes(8).toString('hex') }
    return {
      context,
      end(attributes = {}, failed = false) {
        const parentSpanId = parent?.spanId ?? null
        finished({ name, context, parentSpanId, links, startMs, endMs: nowMs(), attributes, failed })
      },
    }
  }

  /** Ends the span with what it was about, whichever way the work went. */
  async function within<T>(
    span: Span,
    attributes: Record<string, string | number>,
    run: () => Promise<T>,
  ): Promise<T> {
    try {
      const result = await run()
      span.end(attributes)
      return result
    } catch (error) {
      span.end(attributes, true)
      throw error
    }
  }

  return {
    hold(request, attributes) {
      if (chance() >= ratio) return null
      const span = start('hold', null)
      contexts.set(request, span.context)
      return { context: span.context, end: (more, failed) => span.end({ ...attributes, ...more }, failed) }
    },
    follow(from, to) {
      const context = contexts.get(from)
      if (context !== undefined) contexts.set(to, context)
    },
    batch(kind, jobs, run) {
      const links = jobs.flatMap((job) => contexts.get(job) ?? [])
      if (links.length === 0) return run(untraced)
      const span = start(`${kind} batch`, links[0]!, links)
      return within(span, { 'fullhouse.jobs': jobs.length, 'fullhouse.traced_jobs': links.length }, () =>
        run((count, statement) =>
          within(
            start(`${kind} statement`, span.context),
            { 'db.system.name': 'postgresql', 'fullhouse.jobs': count },
            statement,
          ),
        ),
      )
    },
  }
}
