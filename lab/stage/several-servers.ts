import { plainSettings } from '../peers/database.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { type PostgresProcess, startPostgres } from './postgres-process.ts'
import { type RedisProcess, startRedis } from './redis-process.ts'
import { type ServerProcess, startServerProcess } from './server-process.ts'

/** Several servers of one shop behind a load balancer, on one PostgreSQL and one Redis, all of them processes of their own. */
export interface SeveralServers {
  /** The balancer's. */
  url: string
  servers: readonly ServerProcess[]
  balancer: Balancer
  postgres: PostgresProcess
  redis: RedisProcess
  /** What the servers have complained of, one after the other. */
  readonly said: string
  /** Stops everything, in the order in which an operator would. */
  stop(): Promise<void>
}

export interface SeveralOptions {
  env?: Record<string, string>
  /** What the servers are told instead of where PostgreSQL and Redis are: something in between, for example. */
  between?: (
    postgres: PostgresProcess,
    redis: RedisProcess,
  ) => Promise<{ databaseUrl?: string; redisUrl?: string }>
}

export async function startSeveralServers(
  count: number,
  options: SeveralOptions = {},
): Promise<SeveralServers> {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const each of stops.splice(0).reverse()) await each()
  }
  try {
    const redis = await startRedis()
    stops.push(redis.stop)
    const postgres = await startPostgres(plainSettings)
    stops.push(postgres.stop)
    const between = await options.between?.(postgres, redis)
    const env = {
      DATABASE_URL: between?.databaseUrl ?? postgres.url,
      REDIS_URL: between?.redisUrl ?? redis.url,
      FULLHOUSE_TRUST_PROXY: '1',
      ...options.env,
    }
    // The first one makes the tables and the demo; the others would only wait for it.
    const servers = [await startServerProcess({ env })]
    servers.push(...(await Promise.all(Array.from({ length: count - 1 }, () => startServerProcess({ env })))))
    stops.push(() => Promise.all(servers.map((server) => server.stop())))
    const balancer = await startBalancer(servers.map(({ url }) => url))
    stops.push(balancer.close)
    return {
      url: balancer.url,
      servers,
      balancer,
      postgres,
      redis,
      get said() {
        return servers.map(({ url, said }) => `${url} said:\n${said}`).join('\n')
      },
      stop,
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}
