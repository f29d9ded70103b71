import fc, { type Arbitrary } from 'fast-check'
import { type TSchema, Type } from 'typebox'
import type { Operation } from '../../contract/operations/operation.ts'
import { operations } from '../../contract/operations.ts'
import { paths } from '../../contract/paths.ts'
import { type Known, valuesOf } from './schema-values.ts'

export interface MalformedRequest {
  operation: string
  method: string
  path: string
  headers: Record<string, string>
  body?: string
}

/** What the accounts endpoints take; the contract leaves them to their library. */
const email = Type.String({ minLength: 3, maxLength: 254 })
const accountBodies: Record<string, TSchema> = {
  'sign-up/email': Type.Object({ name: Type.String(), email, password: Type.String() }),
  'sign-in/email': Type.Object({ email, password: Type.String() }),
  'update-user': Type.Object({ name: Type.String(), phone: Type.String() }),
  'reset-password': Type.Object({ token: Type.String(), newPassword: Type.String() }),
  'request-password-reset': Type.Object({ email }),
  'change-password': Type.Object({ currentPassword: Type.String(), newPassword: Type.String() }),
  'revoke-session': Type.Object({ token: Type.String() }),
  'sign-out': Type.Object({}),
}

/** What no schema of ours allows, and what has broken servers before. */
const junk: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    ' ',
    -1,
    0,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    2 ** 31,
    '\0',
    'a\0b',
    '\ud800',
    '\u202e\u0000',
    '%00',
    `' or 1=1 --`,
    '$1',
    '../../etc/passwd',
    '<script>alert(1)</script>',
    '{{7*7}}',
    '9999-99-99T99:99:99Z',
    '+275760-09-13T00:00:00.001Z',
    'Mars/Olympus_Mons',
    [],
    {},
    [[[[]]]],
    { length: -1 },
    { toString: 1, valueOf: 1, constructor: { prototype: {} } },
  ),
  fc.string({ maxLength: 300, unit: 'binary' }),
  fc.double(),
  fc.nat(70_000).map((length) => 'x'.repeat(length)),
  fc.nat(2_000).map((depth) => JSON.parse(`${'['.repeat(depth + 1)}${']'.repeat(depth + 1)}`)),
  fc.jsonValue({ maxDepth: 3 }),
)

/** One part of a value, anywhere in it, is dropped, doubled, renamed or replaced. */
function spoil(value: unknown): Arbitrary<unknown> {
  return fc
    .tuple(fc.nat(), fc.constantFrom('replace', 'replace', 'drop', 'double', 'add'), junk)
    .map(([pick, how, thing]) => spoilAt(structuredClone(value), pick, how, thing))
}

function spoilAt(root: unknown, pick: number, how: string, thing: unknown): unknown {
  const places: [Record<string, unknown>, string][] = []
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null || places.length > 500) return
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key])
      visit((node as Record<string, unknown>)[key])
    }
  }
  visit(root)
  const place = places[pick % (places.length + 1)]
  if (place === undefined) return thing
  const [node, key] = place
  if (how === 'replace') node[key] = thing
  else if (how === 'double') node[key] = [node[key], node[key]]
  else if (how === 'add') node[typeof thing === 'string' ? thing : `${key}X`] = thing
  else if (Array.isArray(node)) node.splice(Number(key), 1)
  else delete node[key]
  return root
}

/** The text itself is damaged: cut off, disturbed, or holding what JSON can say and JavaScript cannot. */
function damage(text: string): Arbitrary<string> {
  return fc.oneof(
    fc.nat(text.length).map((at) => text.slice(0, at)),
    fc.tuple(fc.nat(text.length), fc.string({ maxLength: 3, unit: 'binary' })).map(([at, noise]) => {
      return text.slice(0, at) + noise + text.slice(at)
    }),
    fc.constantFrom(
      '',
      '\ufeff',
      'null',
      '[]',
      '"text"',
      '7',
      `${text}${text}`,
      `\ufeff${text}`,
      text.replace('{', '{"__proto__":{"admin":true},'),
      text.replace('{', '{"constructor":{"prototype":{"admin":true}},'),
      text.replaceAll(/\d+/g, '1e999'),
      text.replaceAll(/\d+/g, 'NaN'),
      text.replaceAll(/\d+/g, '123456789012345678901234567890'),
      text.replaceAll('"', "'"),
      '['.repeat(30_000),
      `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`,
    ),
  )
}

const headerNoise: Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'application/json;;;=' },
      { 'content-type': 'multipart/form-data' },
      { 'content-type': '/' },
      { 'content-encoding': 'gzip' },
      { 'idempotency-key': '' },
      { 'idempotency-key': 'x'.repeat(300) },
      { 'idempotency-key': '\u00e9\u00ff' },
      { 'idempotency-key': 'same for all' },
      { accept: 'image/png' },
      { cookie: 'fh_guest=; fh.session_token=' },
      { cookie: 'fh_guest=a.b.c; fh.session_token=%E0%A4%A' },
      { cookie: ';;;=;= ;fh_guest' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer %E0%A4%A.x' },
      { authorization: `Bearer ${'x'.repeat(5_000)}` },
      { authorization: 'Basic YTpi' },
      { origin: 'null' },
      { 'x-forwarded-for': 'not an address', 'x-forwarded-host': '\u00ff', 'x-forwarded-proto': 'gopher' },
      { host: 'a b' },
      { range: 'bytes=9-1' },
      { 'if-none-match': '"' },
      { upgrade: 'websocket', connection: 'upgrade' },
      { expect: '200-maybe' },
      { 'x-http-method-override': 'DELETE' },
    ),
  },
)

const pathNoise: Arbitrary<(path: string) => string> = fc.oneof(
  { weight: 8, arbitrary: fc.constant((path: string) => path) },
  {
    weight: 2,
    arbitrary: fc.constantFrom<(path: string) => string>(
      (path) => `${path}/`,
      (path) => `/${path}`,
      (path) => `${path}%00`,
      (path) => `${path}%`,
      (path) => `${path}%ff`,
      (path) => `${path}?`,
      (path) => `${path}?a[b][c]=1&a=2&a=3&__proto__=x`,
      (path) => `${path}?%`,
      (path) => `${path}?${'x'.repeat(10_000)}`,
      (path) => `${path};jsessionid=1`,
      (path) => path.toUpperCase(),
      (path) => path.replace('v1', 'v1/../v1'),
      (path) => `${path}/../../../../etc/passwd`,
      (path) => `http://elsewhere.test${path}`,
    ),
  },
)

const methodNoise = fc.oneof(
  { weight: 19, arbitrary: fc.constant(null) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'),
  },
)

/** Requests for every operation, made from its schemas and then spoilt in one way or another. */
export function malformedRequests(known: Known): Arbitrary<MalformedRequest> {
  const forOperations = (Object.keys(operations) as (keyof typeof operations)[]).map((name) => {
    const [method, path] = paths[name]
    return { weight: 10, arbitrary: requests(name, method, path, operations[name] as Operation, known) }
  })
  // Few, because each that is well formed by chance hashes a password.
  const forAccounts = Object.entries(accountBodies).map(([path, body]) => ({
    weight: 1,
    arbitrary: requests(path, 'POST', `/api/auth/${path}`, { body }, known),
  }))
  return fc.oneof(...forOperations, ...forAccounts)
}

function requests(
  operation: string,
  method: string,
  template: string,
  { params, query, body }: Pick<Operation, 'params' | 'query' | 'body'>,
  known: Known,
): Arbitrary<MalformedRequest> {
  const spoilt = (schema: TSchema) =>
    valuesOf(schema, known).chain((value) => fc.oneof(fc.constant(value), spoil(value)))
  const texts = (schema: TSchema) =>
    spoilt(schema).chain((value) => {
      const text = JSON.stringify(value)
      return fc.oneof({ weight: 3, arbitrary: fc.constant(text) }, { weight: 1, arbitrary: damage(text) })
    })
  return fc
    .record({
      params: params ? spoilt(params) : fc.constant({}),
      query: query ? spoilt(query) : fc.constant({}),
      body: body
        ? fc.oneof({ weight: 15, arbitrary: texts(body) }, { weight: 1, arbitrary: fc.constant(undefined) })
        : fc.oneof(
            fc.constant(undefined),
            junk.map((value) => JSON.stringify(value)),
          ),
      noise: headerNoise,
      bend: pathNoise,
      method: methodNoise,
    })
    .map((parts) => ({
      operation,
      method: parts.method ?? method,
      path: parts.bend(fill(template, parts.params) + search(parts.query)),
      headers: { ...(parts.body !== undefined && { 'content-type': 'application/json' }), ...parts.noise },
      ...(parts.body !== undefined && { body: parts.body }),
    }))
}

function fill(template: string, params: unknown): string {
  return template.replace(/:(\w+)/g, (_, name: string) => encode((params as Record<string, unknown>)?.[name]))
}

function search(query: unknown): string {
  if (typeof query !== 'object' || query === null) return `?${encode(query)}`
  const pairs = Object.entries(query).map(([name, value]) => `${encode(name)}=${encode(value)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

/** As a client would, also where the text is no text that can be encoded. */
function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(text.slice(0, 3_000).toWellFormed())
}
