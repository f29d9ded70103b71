import { expect, test } from 'vitest'
import { createUuidMaker, isUuid } from './ids.ts'

const V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('ids are UUIDv7, unique and in order, many to a millisecond', () => {
  const uuid = createUuidMaker()
  const ids = Array.from({ length: 20_000 }, uuid)
  for (const id of ids) expect(id).toMatch(V7)
  expect(new Set(ids).size).toBe(ids.length)
  expect([...ids].sort()).toEqual(ids)
})

test('an id begins with its millisecond', () => {
  const uuid = createUuidMaker(() => Date.UTC(2026, 10, 21, 9, 30))
  const ms = Number.parseInt(uuid().replace('-', '').slice(0, 12), 16)
  expect(new Date(ms).toISOString()).toBe('2026-11-21T09:30:00.000Z')
})

test('order survives a clock that stands still or steps back', () => {
  let ms = 1_000_000
  const uuid = createUuidMaker(() => ms)
  const ids: string[] = []
  for (let i = 0; i < 10_000; i += 1) ids.push(uuid())
  ms = 500_000
  for (let i = 0; i < 10; i += 1) ids.push(uuid())
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})

test('only the canonical spelling is an id', () => {
  const id = createUuidMaker()()
  expect(isUuid(id)).toBe(true)
  expect(isUuid(id.toUpperCase())).toBe(false)
  expect(isUuid(`${id} `)).toBe(false)
  expect(isUuid(`{${id}}`)).toBe(false)
})
