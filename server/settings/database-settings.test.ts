import { expect, test } from 'vitest'
import { parseDatabaseSettings } from './database-settings.ts'

function parsed(url: string) {
  const faults: string[] = []
  const settings = parseDatabaseSettings(url, faults)
  expect(faults).toEqual([])
  return settings!
}

function faultOf(url: string): string {
  const faults: string[] = []
  expect(parseDatabaseSettings(url, faults)).toBeNull()
  expect(faults).toHaveLength(1)
  return faults[0]!
}

test('one host is as it was', () => {
  expect(parsed('postgres://u:p%40ss@db.example.com:6543/shop?sslmode=require')).toEqual({
    hosts: [{ host: 'db.example.com', port: 6543 }],
    url: 'postgres://u:p%40ss@db.example.com:6543/shop?sslmode=require',
    followsPrimary: false,
    isPooled: false,
  })
  expect(parsed('postgresql://u@h/d').hosts).toEqual([{ host: 'h', port: 5432 }])
})

test.each([
  ['postgres://u:p@h1:5432,h2:6432/d?target_session_attrs=read-write', 'h1:5432 h2:6432'],
  ['postgres://u:p@h1,h2/d', 'h1:5432 h2:5432'],
  ['postgres://u:p@/d?host=h1,h2&port=1,2', 'h1:1 h2:2'],
  ['postgres://u:p@h1,h2/d?port=7000', 'h1:7000 h2:7000'],
  ['postgres://u:p@[::1]:1,[fe80::2]/d', '::1:1 fe80::2:5432'],
  ['postgres://u@%2Frun%2Fa:1,%2Frun%2Fb:2/d', '/run/a:1 /run/b:2'],
])('%s', (url, hosts) => {
  const settings = parsed(url)
  expect(settings.hosts.map(({ host, port }) => `${host}:${port}`).join(' ')).toBe(hosts)
  expect(settings.followsPrimary).toBe(true)
})

test('what only we understand is not passed on', () => {
  const { url, isPooled } = parsed(
    'postgres://u:p@h1,h2/d?pgbouncer=true&target_session_attrs=primary&ssl=true',
  )
  expect(url).toBe('postgres://u:p@h1:5432/d?ssl=true')
  expect(isPooled).toBe(true)
})

test('one host is followed when that is asked for', () => {
  expect(parsed('postgres://h/d?target_session_attrs=read-write').followsPrimary).toBe(true)
  expect(parsed('postgres://h/d?target_session_attrs=any').followsPrimary).toBe(false)
})

test.each([
  ['mysql://u@h/d', 'must look like'],
  ['h1,h2', 'must look like'],
  ['postgres://u:secret@h1,,h2/d', 'an empty name'],
  ['postgres://u:secret@h1:5432,h2:none/d', 'the port none'],
  ['postgres://u:secret@h1:0/d', 'the port 0'],
  ['postgres://u:secret@h1,h2,h3/d?port=1,2', '3 hosts and 2 ports'],
  ['postgres://u:secret@h1/d?host=h2', 'names its hosts twice'],
  ['postgres://u:secret@h1,h2/d?target_session_attrs=standby', 'needs the primary'],
  ['postgres://u:secret@h1,h2/d?target_session_attrs=any', 'needs the primary'],
  ['postgres://u:secret@h1,h2/d?target_session_attrs=master', 'must be read-write or primary'],
  ['postgres://u:secret@h1/d?pgbouncer=yes', 'must be true or false'],
  ['postgres://u:secret@1,2,3,4,5,6,7,8,9/d', '8 are the most'],
  ['postgres://u:secret@%zz/d', 'percent-encoded'],
])('%s is refused in words, without the password', (url, words) => {
  const fault = faultOf(url)
  expect(fault).toContain(words)
  expect(fault).not.toContain('secret')
})
