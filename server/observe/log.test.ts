import { expect, test } from 'vitest'
import { createLog } from './log.ts'

function capture() {
  const lines: string[] = []
  return { lines, log: createLog('info', { write: (line) => void lines.push(line) }) }
}

test('a line is one JSON object with level and time', () => {
  const { lines, log } = capture()
  log.info({ eventId: 'e1' }, 'sold out')
  expect(JSON.parse(lines[0]!)).toMatchObject({ level: 'info', eventId: 'e1', msg: 'sold out' })
})

test('personal data and secrets that are passed by mistake are cut out', () => {
  const { lines, log } = capture()
  log.info({ email: 'ada@example.com', order: { email: 'ada@example.com', name: 'Ada' }, cookie: 'abc' }, 'x')
  expect(lines[0]).not.toMatch(/ada|Ada|abc/)
})

test('a database error is logged with its code and cause, without the row’s values', () => {
  const { lines, log } = capture()
  const cause = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    constraint: 'users_email',
    detail: 'Key (email)=(ada@example.com) already exists.',
  })
  log.error({ error: new Error('sign-up failed', { cause }) }, 'x')
  expect(lines[0]).not.toContain('ada@')
  expect(JSON.parse(lines[0]!).error).toMatchObject({
    message: 'sign-up failed',
    cause: { code: '23505', constraint: 'users_email' },
  })
})
