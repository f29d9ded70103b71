import { decodeMessage } from '../../server/inventory/shared/message.ts'
import type { Redis } from '../../server/redis/redis.ts'
import { until } from './redis.ts'

/** Looks on at what several servers ask of one Redis, and at what it tells them. */
export interface SharedCalls {
  /** Between a server and its Redis. */
  through(redis: Redis): Redis
  /** No call is under way, and every server has heard of every change: all copies are at Redis's version. */
  quiet(): Promise<void>
  /** How many rebuilds have begun, and calls failed. Where there are more than there should be, a copy was on its own meanwhile. */
  readonly disturbances: number
}

/** Scripts whose reply names Redis's version in its third place. */
const naming = ['take', 'settle', 'snapshot', 'finish-rebuild']

export function watchCalls(): SharedCalls {
  let underWay = 0
  let version = 0
  let disturbances = 0
  const heard: { version: number }[] = []
  return {
    through(redis) {
      const own = { version: 0 }
      heard.push(own)
      return {
        ...redis,
        isUp: redis.isUp,
        async run(script, keys, args) {
          underWay += 1
          if (script.name === 'begin-rebuild') disturbances += 1
          try {
            const reply = (await redis.run(script, keys, args)) as unknown[]
            if (String(reply[0]) === 'OK' && naming.includes(script.name)) {
              version = Math.max(version, reply[2] as number)
              // Read as a whole, or entered by this server itself: nothing more will be told of it.
              if (script.name === 'snapshot') own.version = Math.max(own.version, reply[2] as number)
            }
            return reply
          } catch (cause) {
            disturbances += 1
            throw cause
          } finally {
            underWay -= 1
          }
        },
        bus: {
          ...redis.bus,
          subscribeBytes: (channel, listener) =>
            redis.bus.subscribeBytes(channel, (bytes) => {
              listener(bytes)
              own.version = Math.max(own.version, decodeMessage(bytes)?.to ?? 0)
            }),
        },
      }
    },
    quiet: () => until(() => underWay === 0 && heard.every((one) => one.version >= version)),
    get disturbances() {
      return disturbances
    },
  }
}
