import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { type Config, parseConfig } from '../../server/config.ts'
import { type Context, createContext } from '../../server/context.ts'
import { createApp } from '../../server/http/app.ts'
import { createPageHeads } from '../../server/http/find-pages.ts'
import { createLog } from '../../server/observe/log.ts'
import { declareRoutes } from '../../server/routes.ts'
import { freshDatabase } from './database.ts'

export interface Edge {
  app: FastifyInstance
  context: Context
  /** What the server logged, one object a line. */
  logged: Record<string, unknown>[]
  /** Somebody with a browser: keeps cookies and sends the shop's own Origin. */
  browser(): Browser
  [Symbol.asyncDispose](): Promise<void>
}

export interface Browser {
  cookies: Map<string, string>
  send(
    method: InjectOptions['method'],
    url: string,
    body?: unknown,
    headers?: object,
  ): Promise<LightMyRequestResponse>
}

export interface EdgeOptions {
  env?: Record<string, string>
  config?: Partial<Config>
  /** Other operations than the real ones. */
  routes?: (app: FastifyInstance, context: Context) => void
  webRoot?: string
}

/** The HTTP side of a server on a database of its own, without a socket: `await using edge = await openEdge()`. */
export async function openEdge(options: EdgeOptions = {}): Promise<Edge> {
  const database = await freshDatabase()
  const parsed = parseConfig({ FULLHOUSE_RATE_LIMITS: 'off', FULLHOUSE_LOG: 'info', ...options.env })
  if (!parsed.ok) throw new Error(parsed.faults.join(' '))
  const logged: Record<string, unknown>[] = []
  const log = createLog('info', { write: (line) => void logged.push(JSON.parse(line)) })
  const context = await createContext({ ...parsed.config, ...options.config }, database.pool, log)
  context.phase = 'serving'
  const app = await createApp(context, {
    routes: (instance) => (options.routes ?? declareRoutes)(instance, context),
    describePage: createPageHeads(context.booking, context.config.publicUrl),
    webRoot: options.webRoot ?? '/nowhere',
  })
  return {
    app,
    context,
    logged,
    browser: () => createBrowser(app),
    async [Symbol.asyncDispose]() {
      await Promise.all([context.hub.close(), app.close(), context.printer.stop()])
      context.inventory.close()
      await context.presence?.stop()
      await context.redis?.close()
      await database[Symbol.asyncDispose]()
    },
  }
}

function createBrowser(app: FastifyInstance): Browser {
  const cookies = new Map<string, string>()
  return {
    cookies,
    async send(method, url, body, headers = {}) {
      const reply = await app.inject({
        method,
        url,
        headers: {
          host: 'shop.test',
          ...(method !== 'GET' && { origin: 'http://shop.test', 'sec-fetch-site': 'same-origin' }),
          ...(cookies.size > 0 && {
            cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      for (const line of [reply.headers['set-cookie'] ?? []].flat()) {
        const [pair = '', ...attributes] = line.split('; ')
        const [name = '', value = ''] = pair.split(/=(.*)/s)
        if (attributes.includes('Max-Age=0')) cookies.delete(name)
        else cookies.set(name, value)
      }
      return reply
    },
  }
}
