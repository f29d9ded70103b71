import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Config, parseConfig } from './config.ts'

function parsed(env: Record<string, string | undefined>): Config {
  const result = parseConfig(env)
  if (!result.ok) throw new Error(result.faults.join('\n'))
  return result.config
}

function faults(env: Record<string, string | undefined>): string[] {
  const result = parseConfig(env)
  return result.ok ? [] : result.faults
}

test('an empty environment is a demo on this machine', () => {
  expect(parsed({})).toEqual({
    port: 3000,
    host: 'localhost',
    dataDir: resolve('.fullhouse'),
    databaseUrl: null,
    redis: null,
    production: false,
    demo: true,
    rateLimits: true,
    lab: true,
    publicUrl: null,
    origins: [],
    secret: null,
    seller: null,
    trustProxy: false,
    mail: null,
    stripe: null,
    traces: null,
    logLevel: 'warn',
    unknownVariables: [],
    wallets: { apple: null, google: null },
  })
})

test('production has no demo unless it asks for one', () => {
  expect(parsed({ NODE_ENV: 'production' })).toMatchObject({ demo: false, production: true, host: '0.0.0.0' })
  expect(parsed({ NODE_ENV: 'production', FULLHOUSE_DEMO: '1' })).toMatchObject({ demo: true })
  expect(parsed({ FULLHOUSE_DEMO: '0' })).toMatchObject({ demo: false, production: false })
})

test('production has no lab unless it asks for one', () => {
  expect(parsed({ NODE_ENV: 'production' }).lab).toBe(false)
  expect(parsed({ NODE_ENV: 'production', FULLHOUSE_LAB: '1' }).lab).toBe(true)
  expect(parsed({ FULLHOUSE_LAB: '0' }).lab).toBe(false)
})

test('every setting is read', () => {
  expect(
    parsed({
      PORT: '0',
      HOST: '127.0.0.1',
      FULLHOUSE_DATA: '/var/lib/fullhouse',
      DATABASE_URL: 'postgres://u:p@db/fullhouse',
      REDIS_URL: 'redis://:r@cache',
      FULLHOUSE_RATE_LIMITS: 'off',
      FULLHOUSE_URL: 'https://tickets.example.com/',
      FULLHOUSE_ORIGINS: 'https://a.example.com, http://localhost:5173',
      FULLHOUSE_SECRET: 'x'.repeat(32),
      FULLHOUSE_LOG: 'DEBUG',
    }),
  ).toMatchObject({
    port: 0,
    host: '127.0.0.1',
    dataDir: '/var/lib/fullhouse',
    databaseUrl: 'postgres://u:p@db/fullhouse',
    redis: {
      seeds: [{ host: 'cache', port: 6379 }],
      isCluster: false,
      isEncrypted: false,
      username: undefined,
      password: 'r',
      database: 0,
    },
    rateLimits: false,
    publicUrl: 'https://tickets.example.com',
    origins: ['https://a.example.com', 'http://localhost:5173'],
    secret: 'x'.repeat(32),
    logLevel: 'debug',
  })
})

test('an empty or blank variable counts as unset', () => {
  expect(parsed({ PORT: '', DATABASE_URL: ' ', FULLHOUSE_SECRET: '', FULLHOUSE_ORIGINS: ' , ' })).toEqual(
    parsed({}),
  )
})

describe('proxies to trust', () => {
  test.each([
    [undefined, false],
    ['off', false],
    ['0', false],
    ['1', 1],
    ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
    ['::1', ['::1']],
  ])('%s', (value, expected) => {
    expect(parsed({ FULLHOUSE_TRUST_PROXY: value }).trustProxy).toEqual(expected)
  })

  // Trusting everyone would let any client choose the address it is limited by.
  test.each(['true', '*', 'all', '99', 'proxy.example.com'])('%s is refused', (value) => {
    expect(faults({ FULLHOUSE_TRUST_PROXY: value })).toHaveLength(1)
  })
})

test('every fault is listed at once', () => {
  const found = faults({
    PORT: '70000',
    DATABASE_URL: 'mysql://root:hunter2@db/x',
    FULLHOUSE_DEMO: 'yes',
    FULLHOUSE_RATE_LIMITS: 'none',
    FULLHOUSE_URL: 'tickets.example.com',
    FULLHOUSE_ORIGINS: 'https://ok.example.com,https://example.com/path',
    FULLHOUSE_SECRET: 'short',
    FULLHOUSE_TRUST_PROXY: 'yes',
    FULLHOUSE_LOG: 'loud',
  })
  expect(found).toHaveLength(9)
  expect(found.join('\n')).toContain('PORT is "70000"')
  expect(found.join('\n')).toContain('https://example.com/path')
})

test('a fault repeats neither a password nor a secret', () => {
  const text = faults({ DATABASE_URL: 'mysql://root:hunter2@db/x', FULLHOUSE_SECRET: 'short' }).join('\n')
  expect(text).not.toContain('hunter2')
  expect(text).not.toContain('short')
})

test.each(['-1', '3000.5', '0x10', 'http', '65536', '123456'])('PORT=%s is refused', (port) => {
  expect(faults({ PORT: port })).toHaveLength(1)
})

test('a misspelt variable is reported', () => {
  expect(parsed({ FULLHOUSE_RATELIMITS: 'off' }).unknownVariables).toEqual(['FULLHOUSE_RATELIMITS'])
})

test('a seller has a name; the address is one line here and several on paper', () => {
  const seller = {
    FULLHOUSE_SELLER: ' Stage Ltd ',
    FULLHOUSE_SELLER_ADDRESS: '12 Drummond Street | London NW1',
    FULLHOUSE_SELLER_TAX_ID: 'GB 123',
  }
  expect(parsed(seller).seller).toEqual({
    name: 'Stage Ltd',
    address: ['12 Drummond Street', 'London NW1'],
    taxId: 'GB 123',
  })
  const { FULLHOUSE_SELLER: _, ...nameless } = seller
  const refused = parseConfig(nameless)
  expect(refused.ok || refused.faults).toEqual([expect.stringContaining('FULLHOUSE_SELLER is missing')])
})

test('traces go where they are asked to, and nowhere else', () => {
  expect(
    parsed({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://localhost:4318', OTEL_TRACES_SAMPLER_ARG: '0.1' }),
  ).toMatchObject({
    traces: { endpoint: 'http://localhost:4318', serviceName: 'fullhouse', ratio: 0.1 },
  })
  expect(
    faults({ OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318', OTEL_TRACES_SAMPLER_ARG: 'all' }).join('\n'),
  ).toMatch(/OTEL_EXPORTER_OTLP_ENDPOINT[\s\S]*OTEL_TRACES_SAMPLER_ARG/)
})
