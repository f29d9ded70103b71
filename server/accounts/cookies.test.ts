import { expect, test } from 'vitest'
import { cookieValue, setCookie } from './cookies.ts'

test.each([
  ['fh_guest=a', 'a'],
  ['x=1; fh_guest=a; y=2', 'a'],
  ['x=1;fh_guest=a', 'a'],
  ['not_fh_guest=b; fh_guest=a', 'a'],
  ['fh_guests=b; fh_guest=a.b-c_d', 'a.b-c_d'],
  ['fh_guest=', ''],
  ['x="fh_guest=b"', undefined],
  ['fh_guest', undefined],
  ['', undefined],
])('the guest cookie of %j is %j', (header, value) => {
  expect(cookieValue(header, 'fh_guest')).toBe(value)
})

test('a cookie of ours is HttpOnly and Lax, and Secure where the site is', () => {
  expect(setCookie('fh_guest', 'a', 60, false)).toBe('fh_guest=a; Path=/; HttpOnly; SameSite=Lax; Max-Age=60')
  expect(setCookie('fh_guest', 'a', 60, true)).toMatch(/; Secure$/)
})
