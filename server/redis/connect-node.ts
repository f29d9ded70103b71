import { createClient, RESP_TYPES } from '@redis/client'
import { redisLimits } from '../limits/redis-limits.ts'
import type { RedisAddress, RedisTarget } from './redis-url.ts'

export type NodeClient = ReturnType<typeof clientOf>

/**
 * A connection to one node, greeted. It never connects again by itself and keeps nothing for later: whoever uses it decides what
 * to do when it is lost. Strings come as bytes.
 */
export async function connectNode(
  target: RedisTarget,
  address: RedisAddress,
  onLost: (cause: unknown) => void,
): Promise<NodeClient> {
  const client = clientOf(target, address)
  let lost = false
  const lose = (cause: unknown) => {
    if (lost) return
    lost = true
    onLost(cause)
  }
  // Without a listener, an error would be thrown at the process.
  client.on('error', lose)
  client.on('terminated', lose)
  try {
    await within(redisLimits.connectMs, client.connect())
  } catch (cause) {
    lost = true
    destroy(client)
    throw cause
  }
  return client
}

function clientOf(target: RedisTarget, { host, port }: RedisAddress) {
  const connectTimeout = redisLimits.connectMs
  return createClient({
    socket: target.isEncrypted
      ? { host, port, connectTimeout, reconnectStrategy: false, tls: true, servername: host }
      : { host, port, connectTimeout, reconnectStrategy: false },
    username: target.username,
    password: target.password,
    database: target.database,
    RESP: 3,
    name: 'fullhouse',
    disableClientInfo: true,
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    commandsQueueMaxLength: redisLimits.callsWaiting,
    // Ours are timed where they are made: the client's own time-out ends when a command has been written.
    commandOptions: { timeout: undefined, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
  })
}

/** Ends the connection now. What waits for an answer on it is rejected. */
export function destroy(client: NodeClient): void {
  // It throws when it is closed already.
  if (client.isOpen) client.destroy()
}

/**
 * Rejects when the promise has not been settled in time; what it does later is nobody's concern any more. After a time in which
 * this process was too busy to look, answers that have arrived meanwhile are read first.
 */
export function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => setImmediate(() => reject(new Error(`no answer within ${ms} ms`))), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
