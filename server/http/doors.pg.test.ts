import type { FastifyInstance } from 'fastify'
import { expect, test } from 'vitest'
import { operations } from '../../contract/operations.ts'
import { type OperationName, paths } from '../../contract/paths.ts'
import { type EdgeOptions, openEdge } from '../../test/setup/edge.ts'
import { ensureDemoAccounts } from '../accounts/demo-accounts.ts'
import { declareRoutes } from '../routes.ts'

const names = Object.keys(paths) as OperationName[]
const ID = '0190aaaa-0000-7000-8000-000000000000'

/** Every door that a server opens, as "METHOD path". */
async function doorsOf(options: EdgeOptions): Promise<string[]> {
  const doors: string[] = []
  await using _edge = await openEdge({
    ...options,
    routes(app: FastifyInstance, context) {
      app.addHook('onRoute', ({ method, url }) => {
        for (const each of [method].flat()) if (each !== 'HEAD') doors.push(`${each} ${url}`)
      })
      declareRoutes(app, context)
    },
  })
  return doors.sort()
}

test('there is no test endpoint open to everyone: the doors are those of the contract, the live socket and what robots read', async () => {
  const contract = names.map((name) => paths[name].join(' '))
  const others = [
    'GET /api/v1/events/:idOrSlug/live',
    'GET /robots.txt',
    'GET /sitemap.xml',
    'GET /.well-known/fullhouse-ticket-keys.json',
  ]
  expect(await doorsOf({ env: { FULLHOUSE_DEMO: '1' } })).toEqual([...contract, ...others].sort())
})

test('with Stripe there is one door more, for its webhooks', async () => {
  const env = {
    FULLHOUSE_DEMO: '1',
    STRIPE_SECRET_KEY: 'sk_test_0123456789',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_0123456789',
    STRIPE_WEBHOOK_SECRET: 'whsec_0123456789',
  }
  const without = await doorsOf({ env: { FULLHOUSE_DEMO: '1' } })
  const added = (await doorsOf({ env })).filter((door) => !without.includes(door))
  expect(added).toEqual(['POST /api/v1/payments/stripe/webhook'])
})

test('in production nothing can be paid with play money', async () => {
  const env = { NODE_ENV: 'production', FULLHOUSE_URL: 'https://shop.test' }
  expect((await doorsOf({ env })).filter((door) => door.includes('demo'))).toEqual([])
  await using edge = await openEdge({ env })
  const paid = await edge.app.inject({
    method: 'POST',
    url: `/api/v1/payments/demo/${ID}`,
    payload: { outcome: 'succeed' },
  })
  expect(paid.json().code).toBe('NOT_FOUND')
})

test('every organiser operation is for organisers only', async () => {
  await using edge = await openEdge()
  await ensureDemoAccounts(edge.context)
  const guest = edge.browser()
  const alice = edge.browser()
  await alice.send('POST', '/api/auth/sign-in/email', { email: 'alice@example.com', password: 'Password123' })
  const staff = names.filter((name) => operations[name].tag === 'Organiser')
  expect(staff.length).toBeGreaterThan(3)
  for (const name of staff) {
    const [method, path] = paths[name]
    const url = path.replace(/:\w+/, ID)
    const body = method === 'GET' ? undefined : {}
    expect((await guest.send(method, url, body)).json().code, name).toBe('UNAUTHENTICATED')
    expect((await alice.send(method, url, body)).json().code, name).toBe('FORBIDDEN')
  }
})
