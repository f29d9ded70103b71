import type { FastifyInstance } from 'fastify'
import type { Context } from './context.ts'

/** Every resource of the API, each declared in its own file of `http/`. */
export function declareRoutes(_app: FastifyInstance, _context: Context): void {}
