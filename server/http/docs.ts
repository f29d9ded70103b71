import swagger, { type SwaggerTransform } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { Operation } from '../../contract/operations/operation.ts'
import { operations } from '../../contract/operations.ts'
import type { OperationName } from '../../contract/paths.ts'
import type { RefusalCode } from '../../contract/refusals.ts'
import { problems } from './problem.ts'
import { problemSchema } from './problem-schemas.ts'
import type { SecurityHeaders } from './security-headers.ts'

const PREFIX = '/api/docs'
const STAFF: Record<string, string[]>[] = [{ session: [] }, { bearer: [] }]

const description = `
Errors are problem documents (RFC 9457): rely on \`code\`. Writes take an \`Idempotency-Key\`; a retry with the same key
gets the first answer. Whoever has no session is a guest, known by a signed cookie that the first reply sets.
Money is in minor units, times are UTC. The live socket and everything else that does not fit here is in docs/api.md.
`

/** Publishes the contract: OpenAPI 3.1 from the same schemas that check requests, and a page to browse it. */
export async function publishContract(app: FastifyInstance, secure: SecurityHeaders): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Fullhouse', version: '1', description },
      tags: ['Events', 'Holds', 'Orders', 'Payments', 'My things', 'Accounts', 'Organiser'].map((name) => ({
        name,
      })),
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'fh.session_token' },
          bearer: { type: 'http', scheme: 'bearer', description: 'The token that signing in gives' },
        },
      },
    },
    transform: describeOperation,
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger())
  await app.register(async (docs) => {
    docs.addHook('onRequest', (_request, reply, done) => {
      secure(reply)
      done()
    })
    await docs.register(swaggerUi, {
      routePrefix: PREFIX,
      uiConfig: { docExpansion: 'list', tryItOutEnabled: true },
      theme: { title: 'Fullhouse API' },
    })
  })
}

/** Adds what the contract says about an operation: its name, its summary, and each refusal under its status. */
const describeOperation: SwaggerTransform = ({ schema, url, route }) => {
  const name = route.config?.operation as OperationName | undefined
  if (name === undefined) return { schema, url }
  const operation: Operation = operations[name]
  const staff = operation.tag === 'Organiser' && { security: STAFF }
  return {
    url,
    schema: {
      ...schema,
      operationId: name,
      summary: operation.summary,
      tags: [operation.tag],
      ...staff,
      response: { ...(schema.response as object), ...describeRefusals(name, operation) },
    },
  }
}

function describeRefusals(name: OperationName, { refusals, body, query, tag }: Operation) {
  const codes = new Set<RefusalCode>([...refusals, 'RATE_LIMITED', 'INTERNAL', 'UNAVAILABLE'])
  if (body ?? query) codes.add('INVALID_REQUEST')
  if (tag !== 'Events') codes.add('UNAUTHENTICATED')
  if (isWrite(name)) codes.add('FORBIDDEN_ORIGIN')

  const byStatus = new Map<number, RefusalCode[]>()
  for (const code of codes) {
    const { status } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => {
      const schemas = group.map(problemSchema)
      const schema = schemas.length === 1 ? schemas[0]! : Type.Union(schemas)
      return [status, { description: group.join(', '), content: { 'application/problem+json': { schema } } }]
    }),
  )
}

function isWrite(name: OperationName): boolean {
  return !/^(get|list|my|dump)/.test(name)
}
