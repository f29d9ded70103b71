import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { freePort } from '../../lab/stage/free-port.ts'
import { type RedisProcess, startRedis } from '../../lab/stage/redis-process.ts'
import { openRedis } from '../../server/redis/open-redis.ts'
import type { Redis } from '../../server/redis/redis.ts'
import { parseRedisUrl } from '../../server/redis/redis-url.ts'

export interface FreshRedis extends AsyncDisposable {
  readonly process: RedisProcess
  /** A connection layer of its own, as each server has one; closed with the Redis. */
  open(): Promise<Redis>
}

/** A Redis of this test's own, empty: `await using redis = await freshRedis()`. */
export async function freshRedis(settings: readonly string[] = []): Promise<FreshRedis> {
  const process = await startRedis(settings)
  const connections = openSeveral(process.url)
  return {
    process,
    open: connections.open,
    async [Symbol.asyncDispose]() {
      await connections.close()
      await process.stop()
    },
  }
}

export interface FreshCluster extends AsyncDisposable {
  readonly url: string
  /** Primaries first, and after them a replica of each, in the same order. */
  readonly nodes: readonly RedisProcess[]
  open(): Promise<Redis>
  /** The node that has this key's slot now, as node `from` sees it. */
  primaryOf(key: string, from?: RedisProcess): Promise<RedisProcess>
}

const primaries = 3
const slots = 16_384
const joinTimeoutMs = 30_000

/** A Cluster of three primaries with a replica each, which takes over within about two seconds. */
export async function freshCluster(): Promise<FreshCluster> {
  const nodes: RedisProcess[] = []
  let connections: ReturnType<typeof openSeveral> | undefined
  const stop = async () => {
    await connections?.close()
    for (const node of nodes) await node.stop()
  }
  try {
    for (let at = 0; at < primaries * 2; at += 1) {
      const busPort = await freePort()
      nodes.push(
        await startRedis([
          ...['--cluster-enabled', 'yes', '--cluster-port', `${busPort}`],
          ...['--cluster-node-timeout', '1000', '--repl-diskless-sync-delay', '0'],
        ]),
      )
      if (at > 0) await meet(nodes[at]!, nodes[0]!)
    }
    for (let at = 0; at < primaries; at += 1) {
      const first = Math.floor((at * slots) / primaries)
      const last = Math.floor(((at + 1) * slots) / primaries) - 1
      await nodes[at]!.command('CLUSTER', 'ADDSLOTSRANGE', `${first}`, `${last}`)
    }
    await until(async () => (await knownTo(nodes)).every((known) => known === nodes.length))
    for (let at = primaries; at < nodes.length; at += 1)
      await nodes[at]!.command(
        'CLUSTER',
        'REPLICATE',
        await nodes[at - primaries]!.command('CLUSTER', 'MYID'),
      )
    await until(async () => {
      const links = await Promise.all(
        nodes.slice(primaries).map((node) => askNode(node, 'INFO', 'replication')),
      )
      return links.every((text) => text.includes('master_link_status:up'))
    })
    await until(async () => {
      const states = await Promise.all(nodes.map((node) => askNode(node, 'CLUSTER', 'INFO')))
      return states.every((text) => text.includes('cluster_state:ok'))
    })
  } catch (cause) {
    await stop()
    throw cause
  }
  const url = `redis://${nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')}/?cluster=1`
  connections = openSeveral(url)
  return {
    url,
    nodes,
    open: connections.open,
    async primaryOf(key, from = nodes[0]!) {
      const slot = Number(await from.command('CLUSTER', 'KEYSLOT', key))
      const text = await askNode(from, 'CLUSTER', 'NODES')
      for (const line of text.split('\n')) {
        const [, address = '', flags = '', , , , , , ...ranges] = line.trim().split(' ')
        if (!flags.includes('master') || flags.includes('fail')) continue
        const has = ranges.some((range) => {
          const [first = Number.NaN, last = first] = range.split('-').map(Number)
          return first <= slot && slot <= last
        })
        if (has) return nodes.find(({ port }) => address.includes(`:${port}@`))!
      }
      throw new Error(`no node has slot ${slot}`)
    },
    [Symbol.asyncDispose]: stop,
  }
}

async function meet(node: RedisProcess, first: RedisProcess): Promise<void> {
  // A node that is met at another bus port than its own plus 10,000 has to be told so.
  const busPort = /@(\d+)/.exec(await askNode(first, 'CLUSTER', 'NODES'))![1]!
  await node.command('CLUSTER', 'MEET', '127.0.0.1', `${first.port}`, busPort)
}

async function knownTo(nodes: readonly RedisProcess[]): Promise<number[]> {
  const texts = await Promise.all(nodes.map((node) => askNode(node, 'CLUSTER', 'NODES')))
  return texts.map((text) => text.split('\n').filter((line) => /\bconnected\b/.test(line)).length)
}

function openSeveral(url: string) {
  const opened: Redis[] = []
  return {
    async open(): Promise<Redis> {
      const faults: string[] = []
      const target = parseRedisUrl(url, faults)
      if (target === null) throw new Error(faults.join(' '))
      const redis = await openRedis(target, { onFault: () => {} })
      opened.push(redis)
      return redis
    },
    async close() {
      for (const redis of opened) await redis.close()
    },
  }
}

/** One command to one node, whatever slots it has, and its reply as text. */
export async function askNode({ url }: RedisProcess, ...words: string[]): Promise<string> {
  const client = createClient({ url })
  await client.connect()
  try {
    return String(await client.sendCommand(words))
  } finally {
    client.destroy()
  }
}

/** Waits for a condition, and fails when it does not come true in a time that is far too long. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  timeoutMs = joinTimeoutMs,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error('it never came true')
    await pause(5)
  }
}
