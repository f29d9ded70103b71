import { expect, test } from 'vitest'
import { contentSecurityPolicy } from './security-headers.ts'

function directives(stripe: { scriptUrl: string } | null): Record<string, string[]> {
  const policy = contentSecurityPolicy({ secure: true, stripe })
  return Object.fromEntries(
    policy.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources]
    }),
  )
}

test('without Stripe nothing comes from anywhere else, and no page is framed', () => {
  const policy = directives(null)
  expect(
    Object.values(policy)
      .flat()
      .filter((source) => source.includes('.')),
  ).toEqual([])
  expect(policy['frame-src']).toEqual(["'self'"])
  expect(policy['script-src']).toEqual(["'self'"])
})

test('with Stripe, exactly what it documents', () => {
  const policy = directives({ scriptUrl: 'https://js.stripe.com/endive/stripe.js' })
  expect(policy).toMatchObject({
    'default-src': ["'self'"],
    'script-src': ["'self'", 'https://js.stripe.com', 'https://*.js.stripe.com'],
    'style-src': ["'self'"],
    'connect-src': ["'self'", 'https://api.stripe.com', 'https://link.com', 'https://*.link.com'],
    'frame-src': [
      "'self'",
      'https://js.stripe.com',
      'https://*.js.stripe.com',
      'https://hooks.stripe.com',
      'https://link.com',
      'https://*.link.com',
    ],
    'img-src': ["'self'", 'data:', 'blob:', 'https://*.link.com'],
  })
})

test('a test’s own Stripe.js is allowed, and then the real one is not', () => {
  const policy = directives({ scriptUrl: 'http://127.0.0.1:4242/endive/stripe.js' })
  expect(policy['script-src']).toEqual(["'self'", 'http://127.0.0.1:4242'])
  expect(policy['frame-src']).toEqual(["'self'", 'http://127.0.0.1:4242'])
  expect(JSON.stringify(policy)).not.toContain('stripe.com')
})
