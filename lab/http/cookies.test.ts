import { expect, it } from 'vitest'
import { createCookieJar } from './cookies.ts'

it('keeps, replaces and drops cookies as replies say', () => {
  const jar = createCookieJar()
  expect(jar.header()).toBe('')
  jar.absorb('HTTP/1.1 200 OK\r\nset-cookie: guest=abc.def=; Path=/; HttpOnly\r\nSet-Cookie: s=1')
  expect(jar.header()).toBe('guest=abc.def=; s=1')
  jar.absorb('HTTP/1.1 200 OK\r\nset-cookie: s=; Max-Age=0\r\nset-cookie: guest=new; Path=/')
  expect(jar.header()).toBe('guest=new')
})
