import { describe, expect, test } from 'vitest'
import { applied, type CodeRule, coversAny, judgeCode, readCode, ticketsLeft } from './code.ts'
import { codeCases, codeRule } from './code-cases.ts'

describe('codes', () => {
  test.each([
    ['early-bird', 'EARLY-BIRD'],
    ['  Friends_24 ', 'FRIENDS_24'],
    ['x', null],
    ['-x', null],
    ['straße', 'STRASSE'],
    ['é1', null],
    ['a'.repeat(41), null],
    ['', null],
  ])('%j is read as %j', (text, code) => {
    expect(readCode(text)).toBe(code)
  })

  test.each(codeCases)('$name', ({ rule, used, tickets, verdict }) => {
    const now = new Date()
    const whole = rule && codeRule(rule, now)
    const fault = judgeCode(whole, now)
    const left = whole && fault === null ? ticketsLeft(whole, used) : null
    expect(fault ?? (left !== null && tickets > left ? 'used_up' : null)).toBe(verdict)
  })

  test('a code for other categories covers none of these seats', () => {
    const rule: CodeRule = codeRule({ categories: ['Stalls'] }, new Date())
    expect(coversAny(rule, ['Box'])).toBe(false)
    expect(coversAny(rule, ['Box', 'Stalls'])).toBe(true)
    expect(coversAny({ ...rule, categories: null }, ['Box'])).toBe(true)
    expect(applied(rule)).toEqual({ code: 'X1', discount: { kind: 'none' }, categories: ['Stalls'] })
  })
})
