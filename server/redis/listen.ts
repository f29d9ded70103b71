import { redisLimits } from '../limits/redis-limits.ts'
import type { Bus } from './bus.ts'
import { connectNode, destroy, type NodeClient, within } from './connect-node.ts'
import type { RedisAddress, RedisTarget } from './redis-url.ts'
import { nameOf } from './topology.ts'

/** What several servers hear of each other: each channel at the node that has its slot now. */
export interface Listening extends Omit<Bus, 'publish'> {
  /** A node went or came, or slots moved: looks whether every channel is still where it is listened to. */
  look(): void
  readonly channels: number
  readonly gaps: number
  close(): void
}

interface ListeningParts {
  target: RedisTarget
  /** The node of a channel, if one is known and up. */
  addressOf: (channel: string) => RedisAddress | undefined
}

interface Channel {
  readonly name: string
  readonly listeners: Set<(message: Buffer) => void>
  /** The node at which it is being listened to. */
  at: Node | null
  /** It was listened to before, or for so long in vain that somebody relies on being told. */
  isOverdue: boolean
  ready: PromiseWithResolvers<void>
}

interface Node {
  readonly name: string
  /** Null until it has been greeted. */
  client: NodeClient | null
}

/**
 * Connections that only listen, one for each node that has a channel. Whatever interrupts one (it is lost, it is silent, the slot
 * moves to another node) ends in the same place: the channel is nowhere, is put where it belongs, and its gap is told.
 */
export function createListening({ target, addressOf }: ListeningParts): Listening {
  const channels = new Map<string, Channel>()
  const nodes = new Map<string, Node>()
  const gapListeners = new Set<(channel: string) => void>()
  let gaps = 0
  let isClosed = false
  let isPlacing = false
  let isAskedAgain = false
  const heartbeat = setInterval(() => void beat(), redisLimits.heartbeatMs)
  heartbeat.unref()
  let retry: NodeJS.Timeout | null = null

  /** One round at a time; who asks for one meanwhile gets another after it. */
  function look(): void {
    if (isPlacing) {
      isAskedAgain = true
      return
    }
    isPlacing = true
    void place().finally(() => {
      isPlacing = false
      if (!isAskedAgain) return
      isAskedAgain = false
      look()
    })
  }

  async function place(): Promise<void> {
    const byNode = new Map<string, { address: RedisAddress; channels: Channel[] }>()
    let isComplete = true
    for (const channel of channels.values()) {
      const address = addressOf(channel.name)
      if (address === undefined) isComplete = false
      const name = address && nameOf(address)
      if (channel.at !== null && channel.at.name !== name) await leave(channel)
      if (channel.at !== null || address === undefined) continue
      const group = byNode.get(name!) ?? { address, channels: [] }
      group.channels.push(channel)
      byNode.set(name!, group)
    }
    for (const group of byNode.values()) {
      const isPlaced = await join(group.address, group.channels).catch(() => false)
      isComplete &&= isPlaced
    }
    if (!isComplete) lookLater()
  }

  function lookLater(): void {
    if (isClosed || retry !== null) return
    retry = setTimeout(() => {
      retry = null
      look()
    }, redisLimits.slotsMinMs)
    retry.unref()
  }

  async function join(address: RedisAddress, list: Channel[]): Promise<boolean> {
    const node = await nodeAt(address)
    const client = node.client
    if (client === null) return false
    const joined = await Promise.allSettled(
      list.map(async (channel) => {
        await within(redisLimits.callMs, client.sSubscribe(channel.name, tell, true))
        if (node.client !== client) return
        channel.at = node
        if (channel.listeners.size === 0) return leave(channel)
        channel.ready.resolve()
        if (channel.isOverdue) tellGap(channel)
        channel.isOverdue = true
      }),
    )
    return joined.every(({ status }) => status === 'fulfilled') && node.client === client
  }

  async function nodeAt(address: RedisAddress): Promise<Node> {
    const name = nameOf(address)
    const known = nodes.get(name)
    if (known !== undefined) return known
    const node: Node = { name, client: null }
    const client = await connectNode(target, address, () => lose(node))
    if (isClosed) {
      destroy(client)
      return node
    }
    client.on('sharded-channel-moved', (channel: string) => {
      const moved = channels.get(channel.toString())
      if (moved?.at === node) moved.at = null
      look()
    })
    node.client = client
    nodes.set(name, node)
    return node
  }

  function lose(node: Node): void {
    if (node.client === null) return
    const { client } = node
    node.client = null
    nodes.delete(node.name)
    destroy(client)
    for (const channel of channels.values()) if (channel.at === node) channel.at = null
    if (!isClosed) look()
  }

  async function leave(channel: Channel): Promise<void> {
    const client = channel.at?.client
    channel.at = null
    if (client) await within(redisLimits.callMs, client.sUnsubscribe(channel.name)).catch(() => {})
  }

  /** A connection that has nothing to say looks like one that is dead. */
  async function beat(): Promise<void> {
    for (const node of [...nodes.values()]) {
      const { client } = node
      if (client === null) continue
      within(redisLimits.heartbeatMs, client.sendCommand(['PING'])).catch(() => lose(node))
    }
    look()
  }

  function tell(message: Buffer, channel: Buffer): void {
    const told = channels.get(channel.toString())
    if (told !== undefined) for (const listener of told.listeners) listener(message)
  }

  function tellGap(channel: Channel): void {
    gaps += 1
    for (const listener of gapListeners) listener(channel.name)
  }

  async function subscribeBytes(name: string, listener: (message: Buffer) => void): Promise<() => void> {
    let channel = channels.get(name)
    if (channel === undefined) {
      if (channels.size >= redisLimits.channels)
        throw new RangeError(`${channels.size} channels are the most`)
      const ready = Promise.withResolvers<void>()
      channel = { name, listeners: new Set(), at: null, isOverdue: false, ready }
      channels.set(name, channel)
    }
    const joined = channel
    joined.listeners.add(listener)
    look()
    await within(redisLimits.connectMs, joined.ready.promise).catch(() => {
      joined.isOverdue = true
    })
    return () => {
      joined.listeners.delete(listener)
      if (joined.listeners.size > 0 || channels.get(name) !== joined) return
      channels.delete(name)
      void leave(joined)
    }
  }

  return {
    subscribeBytes,
    subscribe: (name, listener) => subscribeBytes(name, (message) => listener(message.toString())),
    onGap(listener) {
      gapListeners.add(listener)
      return () => {
        gapListeners.delete(listener)
      }
    },
    look,
    get channels() {
      return channels.size
    },
    get gaps() {
      return gaps
    },
    close() {
      isClosed = true
      clearInterval(heartbeat)
      if (retry !== null) clearTimeout(retry)
      for (const { client } of nodes.values()) if (client !== null) destroy(client)
      nodes.clear()
      channels.clear()
    },
  }
}
