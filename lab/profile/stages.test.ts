import { expect, it } from 'vitest'
import { stageOf } from './stages.ts'

it('puts a function where its source lies', () => {
  const at = (url: string) => stageOf('f', url)
  expect(stageOf('(garbage collector)', '')).toBe('garbage collection')
  expect(stageOf('stringify', '')).toBe('built-in functions')
  expect(stageOf('writeUtf8String', '')).toBe('socket writes')
  expect(at('file:///app/node_modules/pg/lib/client.js')).toBe('postgres client (pg)')
  expect(at('file:///app/node_modules/fastify/lib/reply.js')).toBe('fastify')
  expect(at('file:///app/server/inventory/ledger.ts')).toBe('inventory')
  expect(at('file:///app/server/http/holds.ts')).toBe('http (ours): routes, identity, replies')
  expect(at('node:_http_server')).toBe('node: http')
  expect(at('node:internal/timers')).toBe('node: timers, promises, queues')
})
