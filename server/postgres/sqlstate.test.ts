import { expect, test } from 'vitest'
import { judge, sqlState } from './sqlstate.ts'

const withCode = (code: string, message = 'x') => Object.assign(new Error(message), { code })

test.each([
  ['40001', 'retry'],
  ['40P01', 'retry'],
  ['57P01', 'unavailable'],
  ['53300', 'unavailable'],
  ['08006', 'unavailable'],
  ['ECONNREFUSED', 'unavailable'],
  ['EPIPE', 'unavailable'],
  ['23505', 'bug'],
  ['42P01', 'bug'],
])('%s means %s', (code, verdict) => {
  expect(judge(withCode(code))?.verdict).toBe(verdict)
})

test('the driver’s own errors without a code mean that the database is away', () => {
  expect(judge(new Error('Connection terminated unexpectedly'))?.verdict).toBe('unavailable')
  expect(judge(new Error('timeout exceeded when trying to connect'))?.verdict).toBe('unavailable')
})

test.each([
  ['57P01', true],
  ['25006', true],
  ['08006', true],
  ['ECONNRESET', true],
  ['NO_PRIMARY', true],
  ['UNCONFIRMED_COMMIT', true],
  ['57014', false],
  ['53100', false],
  ['40001', false],
])('%s leaves an outcome unknown, or asks for another database: %s', (code, isLost) => {
  expect(judge(withCode(code))?.isLost).toBe(isLost)
})

test('a pooler that does not take our settings is no outage, whatever its state says', () => {
  const refusal = judge(withCode('08P01', 'unsupported startup parameter: statement_timeout'))
  expect(refusal).toMatchObject({ verdict: 'bug', meaning: expect.stringContaining('?pgbouncer=true') })
  expect(judge(withCode('08P01', 'server login has been failing'))?.verdict).toBe('unavailable')
})

test('a cause is looked into, and so is the first of several failed addresses', () => {
  expect(judge(new Error('could not claim', { cause: withCode('40001') }))?.verdict).toBe('retry')
  expect(judge(new AggregateError([withCode('ECONNREFUSED')]))?.verdict).toBe('unavailable')
})

test('an error that has nothing to do with the database is not judged', () => {
  expect(judge(new TypeError('x is not a function'))).toBeNull()
  expect(judge('text')).toBeNull()
  expect(sqlState(withCode('EPIPE'))).toBeNull()
  expect(sqlState(withCode('ERR_INVALID_ARG_TYPE'))).toBeNull()
})
