import { expect, test } from 'vitest'
import { type Browser, type EdgeOptions, openEdge } from '../../test/setup/edge.ts'
import { ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { ok } from '../domain/outcome.ts'
import { createUuidMaker } from '../ids.ts'
import { rateLimits } from '../limits/request-limits.ts'
import { type Call, route } from './route.ts'

const uuid = createUuidMaker()
const person = { name: 'Alice Archer', email: 'alice@example.org', password: 'a long password' }
const SESSION = 'fh.session_token'

/** An edge with one operation that says who it thinks is calling. */
async function openWithMirror(options: EdgeOptions = {}) {
  const seen: Call<'myHolds'>['identity'][] = []
  const edge = await openEdge({
    ...options,
    routes: (app) =>
      route(app, 'myHolds', ({ identity }) => {
        seen.push(identity)
        return ok({ holds: [] })
      }),
  })
  const whoIs = async (browser: Browser, headers = {}) => {
    const reply = await browser.send('GET', '/api/v1/me/holds', undefined, headers)
    expect(reply.statusCode).toBe(200)
    return seen.at(-1)!
  }
  return Object.assign(edge, { whoIs })
}

test('signing up signs in; the session says who it is; signing out ends it and forgets the guest', async () => {
  await using edge = await openWithMirror()
  const browser = edge.browser()
  const guest = await edge.whoIs(browser)
  expect(guest.user).toBeUndefined()

  const up = await browser.send('POST', '/api/auth/sign-up/email', person)
  expect(up.statusCode).toBe(200)
  expect(up.json().user).toMatchObject({ name: person.name, email: person.email, role: 'customer' })
  expect(up.body).not.toContain(person.password)

  const alice = await edge.whoIs(browser)
  expect(alice.user).toEqual({
    id: up.json().user.id,
    name: person.name,
    email: person.email,
    role: 'customer',
  })
  expect(alice.customerId).toBe(up.json().user.id)
  expect(alice.customerIds).toEqual([alice.customerId, guest.customerId])
  expect((await browser.send('GET', '/api/auth/get-session')).json().user.email).toBe(person.email)

  const kept = new Map(browser.cookies)
  expect((await browser.send('POST', '/api/auth/sign-out', {})).statusCode).toBe(200)
  expect([...browser.cookies.keys()]).toEqual([])
  const after = await edge.whoIs(browser)
  expect(after.user).toBeUndefined()
  expect(after.customerId).not.toBe(guest.customerId)

  // A copy of the cookie, kept from before, is worth nothing from that moment on.
  const thief = edge.browser()
  thief.cookies.set(SESSION, kept.get(SESSION)!)
  expect((await edge.whoIs(thief)).user).toBeUndefined()
})

test('cookies are HttpOnly, SameSite=Lax, and Secure where the site is', async () => {
  await using plain = await openWithMirror()
  const cookies = async (edge: typeof plain, origin: string) => {
    const reply = await edge.app.inject({
      method: 'POST',
      url: '/api/auth/sign-up/email',
      headers: { origin },
      payload: person,
    })
    return [reply.headers['set-cookie'] ?? []].flat()
  }
  const lines = await cookies(plain, 'http://localhost:80')
  expect(lines.map((line) => line.split('=')[0]).sort()).toEqual(['fh.session_token', 'fh_guest'])
  for (const line of lines) {
    expect(line).toMatch(/HttpOnly/)
    expect(line).toMatch(/SameSite=Lax/)
    expect(line).not.toMatch(/Secure/)
  }
  await using secure = await openWithMirror({ env: { FULLHOUSE_URL: 'https://shop.test' } })
  const secured = await cookies(secure, 'https://shop.test')
  expect(secured.map((line) => line.split('=')[0]).sort()).toEqual(['__Secure-fh.session_token', 'fh_guest'])
  for (const line of secured) expect(line).toMatch(/; Secure/)
})

test('a bearer token works like the cookie; a wrong one is refused rather than taken for a guest', async () => {
  await using edge = await openWithMirror()
  const { token, user } = (await edge.browser().send('POST', '/api/auth/sign-up/email', person)).json()
  const client = edge.browser()
  const known = await edge.whoIs(client, {
    authorization: `Bearer ${token}`,
    origin: 'http://elsewhere.test',
  })
  expect(known.customerIds).toEqual([user.id])

  for (const authorization of ['Bearer nonsense', `Bearer ${token}x`, 'Bearer ', `bearer ${token}.forged`]) {
    const reply = await client.send('GET', '/api/v1/me/holds', undefined, { authorization })
    expect(reply.statusCode, authorization).toBe(401)
    expect(reply.json().code).toBe('UNAUTHENTICATED')
  }
})

test('a wrong bearer token beside somebody’s cookie never becomes that somebody, for anyone', async () => {
  await using edge = await openWithMirror()
  const alice = edge.browser()
  await alice.send('POST', '/api/auth/sign-up/email', person)
  const authorization = 'Bearer nonsense'
  expect((await alice.send('GET', '/api/v1/me/holds', undefined, { authorization })).statusCode).toBe(401)
  expect(
    (await edge.browser().send('GET', '/api/v1/me/holds', undefined, { authorization })).statusCode,
  ).toBe(401)
})

test('the client says who it is and is not believed', async () => {
  await using edge = await openWithMirror()
  const victim = (await edge.browser().send('POST', '/api/auth/sign-up/email', person)).json().user.id
  const mallory = edge.browser()
  const own = await edge.whoIs(mallory)
  const claims = {
    'x-user-id': victim,
    'x-customer-id': victim,
    'x-guest-id': victim,
    from: person.email,
  }
  expect(await edge.whoIs(mallory, claims)).toEqual(own)

  mallory.cookies.set(SESSION, `${victim}.${'A'.repeat(43)}=`)
  const reply = await mallory.send('GET', `/api/v1/me/holds?customerId=${victim}&userId=${victim}`, undefined)
  expect(reply.statusCode).toBe(200)
  expect((await edge.whoIs(mallory)).user).toBeUndefined()

  const body = { ...person, email: 'mallory@example.org', role: 'organiser', id: victim, emailVerified: true }
  const up = await edge.browser().send('POST', '/api/auth/sign-up/email', body)
  expect(up.json().user).toMatchObject({ role: 'customer', emailVerified: false })
  expect(up.json().user.id).not.toBe(victim)
  const update = await mallory.send('POST', '/api/auth/update-user', { name: 'M', role: 'organiser' })
  expect(update.json().code).toBe('INVALID_REQUEST')
  const { rows } = await edge.context.pool.query('select distinct role, email_verified from users')
  expect(rows).toEqual([{ role: 'customer', email_verified: false }])
})

test('a guest who signs up, or signs in later, keeps their holds and orders', async () => {
  await using edge = await openWithMirror()
  const { pool } = edge.context
  const hold = (customer: string) =>
    pool.query(
      `insert into holds (event_id, id, customer_id, seats, amounts, total, created_at, expires_at)
       values ($1, $2, $3, '{1}', '{0}', 0, now(), now() + interval '5 minutes')`,
      [uuid(), uuid(), customer],
    )
  const owners = async () =>
    (await pool.query('select customer_id from holds order by created_at, id')).rows.map(
      (row) => row.customer_id,
    )

  const first = edge.browser()
  await hold((await edge.whoIs(first)).customerId)
  const { user } = (await first.send('POST', '/api/auth/sign-up/email', person)).json()
  expect(await owners()).toEqual([user.id])

  const second = edge.browser()
  await hold((await edge.whoIs(second)).customerId)
  const wrong = await second.send('POST', '/api/auth/sign-in/email', { ...person, password: 'not this one' })
  expect(wrong.statusCode).toBe(401)
  expect(wrong.json().code).toBe('INVALID_EMAIL_OR_PASSWORD')
  expect(new Set(await owners()).size).toBe(2)
  expect((await second.send('POST', '/api/auth/sign-in/email', person)).statusCode).toBe(200)
  expect(await owners()).toEqual([user.id, user.id])
})

test('a session in use is prolonged without anybody noticing; an ended one is refused once and for all', async () => {
  await using edge = await openWithMirror()
  const { pool } = edge.context
  const browser = edge.browser()
  await browser.send('POST', '/api/auth/sign-up/email', person)
  const cookie = browser.cookies.get(SESSION)!

  await pool.query(
    `update sessions set expires_at = expires_at - interval '2 days', updated_at = now() - interval '2 days'`,
  )
  const reply = await browser.send('GET', '/api/v1/me/holds')
  expect([reply.headers['set-cookie']].flat().join()).toContain(`${SESSION}=`)
  const { rows } = await pool.query(
    `select expires_at > now() + interval '29 days' as prolonged from sessions`,
  )
  expect(rows).toEqual([{ prolonged: true }])
  expect((await edge.whoIs(browser)).user?.email).toBe(person.email)

  // A refused refresh does not refresh itself for ever: the dead cookie is taken away with the first answer, the
  // session stays ended, and the visitor goes on as a guest.
  await pool.query('delete from sessions')
  const later = edge.browser()
  later.cookies.set(SESSION, cookie)
  await later.send('POST', '/api/auth/revoke-sessions', {})
  const ended = await later.send('GET', '/api/auth/get-session')
  expect(ended.json()).toBeNull()
  expect(later.cookies.has(SESSION)).toBe(false)
  expect((await edge.whoIs(later)).user).toBeUndefined()
  expect((await pool.query('select from sessions')).rowCount).toBe(0)
})

test('signing out everywhere ends the other browsers’ sessions at once', async () => {
  await using edge = await openWithMirror()
  const [one, two] = [edge.browser(), edge.browser()]
  await one.send('POST', '/api/auth/sign-up/email', person)
  await two.send('POST', '/api/auth/sign-in/email', person)
  expect((await edge.whoIs(two)).user).toBeDefined()
  expect((await one.send('GET', '/api/auth/list-sessions')).json()).toHaveLength(2)
  expect((await one.send('POST', '/api/auth/revoke-sessions', {})).statusCode).toBe(200)
  expect((await edge.whoIs(two)).user).toBeUndefined()
  expect((await edge.whoIs(one)).user).toBeUndefined()
})

test('name and phone can be changed, and are shown changed at once', async () => {
  await using edge = await openWithMirror()
  const browser = edge.browser()
  await browser.send('POST', '/api/auth/sign-up/email', person)
  expect((await edge.whoIs(browser)).user?.name).toBe(person.name)
  const change = { name: 'Alice Cooper', phone: '+49 30 1234-567' }
  expect((await browser.send('POST', '/api/auth/update-user', change)).statusCode).toBe(200)
  expect((await edge.whoIs(browser)).user?.name).toBe(change.name)
  expect((await browser.send('GET', '/api/auth/get-session')).json().user).toMatchObject(change)
  for (const wrong of [
    { name: '  ' },
    { phone: '<b>' },
    { phone: 7 },
    { email: 'x@example.org' },
    { image: 'x' },
  ])
    expect((await browser.send('POST', '/api/auth/update-user', wrong)).json().code).toBe('INVALID_REQUEST')
})

test('a forgotten password is replaced by a mailed link, once, and all sessions end', async () => {
  await using edge = await openWithMirror()
  const browser = edge.browser()
  await browser.send('POST', '/api/auth/sign-up/email', person)
  await edge.whoIs(browser)

  const ask = (email: string, headers = {}) =>
    edge
      .browser()
      .send('POST', '/api/auth/request-password-reset', { email, redirectTo: '/reset-password' }, headers)
  // Nobody learns who has an account, and a forged Host does not get the token.
  const known = await ask(person.email, { host: 'evil.test', origin: 'http://evil.test' })
  const unknown = await ask('nobody@example.org')
  expect(known.statusCode).toBe(200)
  expect(known.body).toBe(unknown.body)
  expect(await edge.context.mail.outbox.sendBatch()).toBe(1)
  const mails = edge.logged
    .filter((line) => 'mail' in line)
    .map((line) => line.mail as { to: string; text: string })
  expect(mails).toHaveLength(1)
  expect(mails[0]!.to).toBe(person.email)
  expect(mails[0]!.text).not.toContain('evil.test')
  const token = /reset-password\?token=(\S+)/.exec(mails[0]!.text)![1]!
  const stored = await edge.context.pool.query('select identifier, value from verifications')
  expect(JSON.stringify(stored.rows)).not.toContain(token)

  const reset = (newPassword: string, with_ = token) =>
    edge.browser().send('POST', '/api/auth/reset-password', { token: with_, newPassword })
  expect((await reset('short')).json().code).toBe('PASSWORD_TOO_SHORT')
  expect((await reset('another password', 'nonsense')).json().code).toBe('INVALID_TOKEN')
  expect((await reset('another password')).statusCode).toBe(200)
  expect((await reset('a third password')).json().code).toBe('INVALID_TOKEN')

  expect((await edge.whoIs(browser)).user).toBeUndefined()
  expect((await browser.send('POST', '/api/auth/sign-in/email', person)).statusCode).toBe(401)
  const again = { ...person, password: 'another password' }
  expect((await browser.send('POST', '/api/auth/sign-in/email', again)).statusCode).toBe(200)
})

test('the same address signs up once, also when ten try at the same moment and in other letters', async () => {
  await using edge = await openWithMirror()
  const replies = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      edge.browser().send('POST', '/api/auth/sign-up/email', {
        ...person,
        email: i % 2 ? person.email : person.email.toUpperCase(),
      }),
    ),
  )
  expect(replies.filter((reply) => reply.statusCode === 200)).toHaveLength(1)
  expect(replies.filter((reply) => reply.statusCode === 422)).toHaveLength(9)
  const { rows } = await edge.context.pool.query(
    'select email, (select count(*) from accounts) as accounts from users',
  )
  expect(rows).toEqual([{ email: person.email, accounts: 1 }])
})

test('demo accounts can be used, are made once, and only one of them organises', async () => {
  await using edge = await openWithMirror()
  await Promise.all([ensureDemoAccounts(edge.context), ensureDemoAccounts(edge.context)])
  await ensureDemoAccounts(edge.context)
  const roles: Record<string, string> = {}
  for (const name of ['alice', 'bob', 'charlie', 'organiser']) {
    const browser = edge.browser()
    const credentials = { email: `${name}@example.com`, password: 'Password123' }
    expect((await browser.send('POST', '/api/auth/sign-in/email', credentials)).statusCode).toBe(200)
    roles[name] = (await edge.whoIs(browser)).user!.role
  }
  expect(roles).toEqual({ alice: 'customer', bob: 'customer', charlie: 'customer', organiser: 'organiser' })
})

test('what the accounts library has besides is not there', async () => {
  await using edge = await openWithMirror()
  for (const [method, path] of [
    ['POST', 'sign-in/social'],
    ['POST', 'delete-user'],
    ['POST', 'change-email'],
    ['POST', 'update-session'],
    ['GET', 'error'],
    ['GET', 'ok'],
    ['GET', 'reset-password/x?callbackURL=http://evil.test'],
  ] as const) {
    const reply = await edge.browser().send(method, `/api/auth/${path}`, method === 'POST' ? {} : undefined)
    expect(reply.statusCode, path).toBe(404)
    expect(reply.json().code).toBe('NOT_FOUND')
  }
})

test('guessing passwords is slowed down, from one address and for one account, and says for how long', async () => {
  await using edge = await openWithMirror({ env: { FULLHOUSE_RATE_LIMITS: 'on' } })
  const { both } = rateLimits.accounts.signIn
  const guess = () =>
    edge.browser().send('POST', '/api/auth/sign-in/email', { email: person.email, password: 'x' })
  for (let i = 0; i < both.burst; i += 1) expect((await guess()).statusCode).toBe(401)
  const refused = await guess()
  expect(refused.statusCode).toBe(429)
  expect(refused.json().code).toBe('RATE_LIMITED')
  expect(Number(refused.headers['retry-after'])).toBe(refused.json().retryAfterSeconds)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
})

test('while the database is away, nobody is signed out or told a lie: 503, and afterwards all is as before', async () => {
  await using edge = await openWithMirror()
  const browser = edge.browser()
  await browser.send('POST', '/api/auth/sign-up/email', person)
  const { pool } = edge.context
  const { connect, query } = pool
  const away = () =>
    Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }))
  Object.assign(pool, { connect: away, query: away })
  const other = { ...person, email: 'other@example.org' }
  for (const [method, url, body] of [
    ['GET', '/api/v1/me/holds', undefined],
    ['GET', '/api/auth/get-session', undefined],
    ['POST', '/api/auth/sign-in/email', person],
    ['POST', '/api/auth/sign-up/email', other],
    ['POST', '/api/auth/request-password-reset', { email: person.email }],
  ] as const) {
    const reply = await browser.send(method, url, body)
    expect([url, reply.statusCode, reply.json().code]).toEqual([url, 503, 'UNAVAILABLE'])
    expect(reply.headers['retry-after'], url).toBe('1')
    expect(reply.headers['set-cookie'], url).toBeUndefined()
  }
  Object.assign(pool, { connect, query })
  expect((await edge.whoIs(browser)).user?.email).toBe(person.email)
})

test('switching rate limits off is said loudly', async () => {
  await using off = await openEdge()
  expect(off.logged.some((line) => String(line.msg).includes('RATE LIMITS ARE OFF'))).toBe(true)
  await using on = await openEdge({ env: { FULLHOUSE_RATE_LIMITS: 'on' } })
  expect(on.logged.some((line) => String(line.msg).includes('RATE LIMITS'))).toBe(false)
})
