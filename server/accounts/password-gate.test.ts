import { expect, test } from 'vitest'
import { OverloadedFault } from '../domain/fault.ts'
import { accountLimits } from '../limits/account-limits.ts'
import { createPasswordGate } from './password-gate.ts'

test('never more at once than allowed, first come first served, and the queue is bounded', async () => {
  const gate = createPasswordGate()
  const { passwordsAtOnce, passwordsWaiting } = accountLimits
  const finish: (() => void)[] = []
  const started: number[] = []
  const all = Array.from({ length: passwordsAtOnce + passwordsWaiting }, (_, i) =>
    gate(async () => {
      started.push(i)
      await new Promise<void>((resolve) => finish.push(resolve))
      return i
    }),
  )
  expect(started).toHaveLength(passwordsAtOnce)
  await expect(gate(async () => 0)).rejects.toBeInstanceOf(OverloadedFault)

  let most = 0
  for (let done = 0; done < all.length; done += 1) {
    await expect.poll(() => finish.length).toBeGreaterThan(done)
    most = Math.max(most, started.length - done)
    finish[done]!()
  }
  expect(await Promise.all(all)).toEqual(all.map((_, i) => i))
  expect(started).toEqual(all.map((_, i) => i))
  expect(most).toBeLessThanOrEqual(passwordsAtOnce)
})

test('a failure gives its place back', async () => {
  const gate = createPasswordGate()
  for (let i = 0; i < accountLimits.passwordsAtOnce + 1; i += 1)
    await expect(gate(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await gate(async () => 'in')).toBe('in')
})
