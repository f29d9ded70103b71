import { type SeveralServers, startSeveralServers } from '../../lab/stage/several-servers.ts'
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts'

/** Several servers, and the network between them and what they share. */
export interface Cluster extends SeveralServers, AsyncDisposable {
  toRedis: TcpProxy
  toPostgres: TcpProxy
}

/**
 * `await using cluster = await startCluster(3)`: everything is stopped afterwards, whatever became of it. `redisUrl`: another Redis
 * than the cluster's own, without a network in between.
 */
export async function startCluster(
  count: number,
  options: { env?: Record<string, string>; redisUrl?: string } = {},
): Promise<Cluster> {
  await using wires = new AsyncDisposableStack()
  let toRedis!: TcpProxy
  let toPostgres!: TcpProxy
  const several = await startSeveralServers(count, {
    env: options.env,
    between: async (postgres, redis) => {
      toRedis = wires.use(await startTcpProxy(redis.port))
      toPostgres = wires.use(await startTcpProxy(postgres.port))
      return {
        databaseUrl: postgres.url.replace(`:${postgres.port}`, `:${toPostgres.port}`),
        redisUrl: options.redisUrl ?? redis.url.replace(`:${redis.port}`, `:${toRedis.port}`),
      }
    },
  })
  const disposing = wires.move()
  return {
    ...several,
    get said() {
      return several.said
    },
    toRedis,
    toPostgres,
    async [Symbol.asyncDispose]() {
      // A server that cannot reach its database takes longer to stop.
      await Promise.all([toRedis.heal(), toPostgres.heal()])
      await several.stop()
      await disposing.disposeAsync()
    },
  }
}
