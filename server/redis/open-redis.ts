import { ErrorReply } from '@redis/client'
import { redisLimits } from '../limits/redis-limits.ts'
import { within } from './connect-node.ts'
import { slotOf } from './key-slot.ts'
import { createListening } from './listen.ts'
import type { NodeLink } from './node-link.ts'
import { type Redis, type RedisArgument, RedisFault } from './redis.ts'
import type { RedisAddress, RedisTarget } from './redis-url.ts'
import { createTopology, nameOf } from './topology.ts'

export interface RedisOptions {
  /** Told when a node that was in use is lost; not again for every call that suffers from it. */
  onFault: (message: string, cause: unknown) => void
}

/**
 * Connects. Resolves when every slot has a node that answers, or after a bound when that cannot be had: a sale goes on without,
 * and Redis is used as soon as it is there.
 */
export async function openRedis(target: RedisTarget, { onFault }: RedisOptions): Promise<Redis> {
  const listeners = new Set<() => void>()
  const counted = { calls: 0, faults: 0, breaks: 0 }
  const complete = Promise.withResolvers<void>()
  const topology = createTopology({
    target,
    onChange() {
      if (isComplete()) complete.resolve()
      listening.look()
      for (const listener of listeners) listener()
    },
    onBreak(address, cause) {
      counted.breaks += 1
      onFault(`Redis at ${nameOf(address)} is not there any more`, cause)
    },
  })
  const listening = createListening({
    target,
    addressOf(channel) {
      const link = topology.linkOf(channel)
      return link?.isUp ? link.address : undefined
    },
  })
  const isComplete = (): boolean => everySlot.every((key) => topology.linkOf(key)?.isUp)

  /** Follows a slot that has moved, or is moving, to the node that has it. */
  async function ask(key: string, commands: CommandsOf): Promise<unknown> {
    counted.calls += 1
    try {
      let link = topology.linkOf(key)
      let words = commands('usual')
      for (let redirects = 0; ; redirects += 1) {
        if (link === undefined || !link.isUp) throw new RedisFault('no node that is up has this slot')
        try {
          return await link.call(...words)
        } catch (error) {
          if (!(error instanceof ErrorReply) || redirects >= redisLimits.redirects) throw error
          const [code, slot, where] = error.message.split(' ')
          if (code === 'NOSCRIPT') words = commands('whole')
          else if (code === 'MOVED') link = topology.moved(Number(slot), addressIn(where, link))
          else if (code === 'ASK') {
            link = topology.link(addressIn(where, link))
            // A node that takes the slot over may not know the script.
            words = [['ASKING'], ...commands('whole')]
          } else throw error
        }
      }
    } catch (error) {
      counted.faults += 1
      // A slot that is being moved has its keys in two places for a moment.
      if (error instanceof ErrorReply && /^(TRYAGAIN|MOVED|ASK)\b/.test(error.message))
        throw new RedisFault('the slot is being moved', { cause: error })
      throw error
    }
  }

  await within(redisLimits.connectMs, complete.promise).catch((cause) =>
    onFault('Redis does not answer; the sale goes on without it until it does', cause),
  )

  return {
    bus: {
      subscribe: listening.subscribe,
      subscribeBytes: listening.subscribeBytes,
      onGap: listening.onGap,
      publish(channel, message) {
        const words = ['SPUBLISH', channel, message]
        ask(channel, () => [words]).catch(() => {})
      },
    },
    run({ sha, text }, keys, args) {
      const rest = [`${keys.length}`, ...keys, ...args]
      return ask(keys[0]!, (how) => [how === 'usual' ? ['EVALSHA', sha, ...rest] : ['EVAL', text, ...rest]])
    },
    command: (key, words) => ask(key, () => [words]),
    isUp: (key) => topology.linkOf(key)?.isUp ?? false,
    onLinks(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    figures() {
      const links = topology.links()
      return {
        nodes: links.length,
        nodesUp: links.filter(({ isUp }) => isUp).length,
        ...counted,
        channels: listening.channels,
        gaps: listening.gaps,
      }
    },
    async close() {
      topology.close()
      listening.close()
    },
  }
}

/** The commands of a call; `whole`: for a node that has to be given the script itself. */
type CommandsOf = (how: 'usual' | 'whole') => (readonly RedisArgument[])[]

/** Keys whose slots are spread over all of them: enough to see whether a Cluster is there. */
const everySlot = keysOfEverySlot()

function keysOfEverySlot(): string[] {
  const parts = 64
  const found = new Map<number, string>()
  for (let n = 0; found.size < parts; n += 1) {
    const part = slotOf(`${n}`) >> 8
    if (!found.has(part)) found.set(part, `${n}`)
  }
  return [...found.values()]
}

function addressIn(text: string | undefined, asked: NodeLink): RedisAddress {
  const colon = text?.lastIndexOf(':') ?? -1
  const host = text?.slice(0, colon) ?? ''
  return { host: host === '' ? asked.address.host : host, port: Number(text?.slice(colon + 1)) }
}
