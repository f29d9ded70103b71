import { expect, test } from 'vitest'
import { createTracer, type FinishedSpan } from './traces.ts'

function tracer(ratio = 1, chance = () => 0.5) {
  const spans: FinishedSpan[] = []
  const traced = createTracer({ finished: (span) => spans.push(span), ratio, chance })
  const named = (name: string) => spans.filter((span) => span.name === name)
  return { ...traced, spans, named }
}

test('a batch is a child of its first hold and linked to all; each statement is a child of the batch', async () => {
  const { hold, follow, batch, spans, named } = tracer()
  const [one, two, job1, job2] = [{}, {}, {}, {}]
  const holds = [hold(one, { 'fullhouse.event': 'e' })!, hold(two, {})!]
  follow(one, job1)
  follow(two, job2)
  const jobs = [job1, {}, job2]
  const result = await batch('claim', jobs, async (statement) => {
    await expect(statement(3, () => Promise.reject(new Error('deadlock')))).rejects.toThrow('deadlock')
    return statement(3, async () => 'claimed')
  })
  for (const each of holds) each.end({ 'fullhouse.outcome': 'GRANTED' })

  expect(result).toBe('claimed')
  expect(spans.map(({ name, failed }) => [name, failed])).toEqual([
    ['claim statement', true],
    ['claim statement', false],
    ['claim batch', false],
    ['hold', false],
    ['hold', false],
  ])
  const [sent] = named('claim batch')
  const contexts = holds.map(({ context }) => context)
  expect(sent).toMatchObject({ links: contexts, parentSpanId: contexts[0]!.spanId })
  expect(sent!.attributes).toEqual({ 'fullhouse.jobs': 3, 'fullhouse.traced_jobs': 2 })
  expect(sent!.context.traceId).toBe(contexts[0]!.traceId)
  for (const each of named('claim statement')) expect(each.parentSpanId).toBe(sent!.context.spanId)
  expect(named('hold')[0]!.attributes).toEqual({ 'fullhouse.event': 'e', 'fullhouse.outcome': 'GRANTED' })
  for (const { startMs, endMs } of spans) expect(endMs).toBeGreaterThanOrEqual(startMs)
})

test('what is not sampled leaves nothing behind, and its batch runs all the same', async () => {
  const { hold, follow, batch, spans } = tracer(0.1)
  const [request, job] = [{}, {}]
  expect(hold(request, {})).toBeNull()
  follow(request, job)
  expect(await batch('claim', [job], (statement) => statement(1, async () => 1))).toBe(1)
  expect(spans).toEqual([])
})
