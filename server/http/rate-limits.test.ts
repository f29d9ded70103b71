import { expect, test } from 'vitest'
import { rateLimits } from '../limits/request-limits.ts'
import { createAccountLimits, createLimiter, createRequestLimits, networkOf } from './rate-limits.ts'

test('a burst passes, the next one is told when to come back, and time fills the bucket again', () => {
  let ms = 1_000_000
  const use = createLimiter({ burst: 3, perSecond: 0.5 }, () => ms)
  expect([use('a'), use('a'), use('a')]).toEqual([0, 0, 0])
  expect(use('a')).toBe(2)
  expect(use('b')).toBe(0)
  ms += 1_000
  expect(use('a')).toBe(1)
  ms += 1_000
  expect(use('a')).toBe(0)
  expect(use('a')).toBe(2)
  ms += 3_600_000
  expect([use('a'), use('a'), use('a')]).toEqual([0, 0, 0])
  expect(use('a')).toBeGreaterThan(0)
})

test('being refused does not make the wait longer', () => {
  const ms = 1_000_000
  const use = createLimiter({ burst: 1, perSecond: 1 }, () => ms)
  use('a')
  for (let i = 0; i < 1_000; i += 1) expect(use('a')).toBe(1)
})

test('three thousand phones behind one address open a sale in one minute', () => {
  let ms = 1_000_000
  const limits = createRequestLimits(() => ms)
  for (let second = 0; second < 60; second += 1) {
    ms += 1_000
    for (let phone = 0; phone < 50; phone += 1) {
      const customer = `${second}-${phone}`
      for (let read = 0; read < 12; read += 1) {
        expect(limits.address('192.0.2.1', false)).toBe(0)
        expect(limits.customer(customer, false)).toBe(0)
      }
      for (let write = 0; write < 3; write += 1) {
        expect(limits.address('192.0.2.1', true)).toBe(0)
        expect(limits.customer(customer, true)).toBe(0)
      }
    }
  }
})

test('a password cannot be guessed from one place, nor from many', async () => {
  const limit = createAccountLimits(() => 1_000_000)
  const { both, email } = rateLimits.accounts.signIn
  for (let i = 0; i < both.burst; i += 1) expect(await limit('signIn', '192.0.2.1', 'a@example.com')).toBe(0)
  expect(await limit('signIn', '192.0.2.1', 'A@example.com')).toBeGreaterThan(0)
  // The owner, from another place, is not locked out by it …
  expect(await limit('signIn', '192.0.2.2', 'a@example.com')).toBe(0)
  // … and a hundred places do not get a hundred times as many tries.
  let passed = 0
  for (let i = 0; i < 100; i += 1)
    if ((await limit('signIn', `198.51.100.${i}`, 'a@example.com')) === 0) passed += 1
  expect(passed).toBeLessThan(email.burst)
})

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
