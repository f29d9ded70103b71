import { ErrorReply } from '@redis/client'
import { redisLimits } from '../limits/redis-limits.ts'
import { connectNode, destroy, type NodeClient, within } from './connect-node.ts'
import { type RedisArgument, RedisFault } from './redis.ts'
import type { RedisAddress, RedisTarget } from './redis-url.ts'

/**
 * One node, and whether it can be asked. It is
 *
 *   up     calls are written at once, all of them over one connection, in order
 *   down   calls are refused at once; a new connection is tried again and again, and its first answer makes it up
 *
 * up → down: the connection is lost, or some calls in a row got no answer in time. The connection is thrown away then, so that
 * nothing that was written to it is waited for any more.
 */
export interface NodeLink {
  readonly address: RedisAddress
  readonly isUp: boolean
  /**
   * Rejects with a `RedisFault` when there is no answer, with an `ErrorReply` when the answer is an error. Several commands are
   * written together, and the answer is the last one's.
   */
  call(...commands: (readonly RedisArgument[])[]): Promise<unknown>
  close(): void
}

interface NodeLinkParts {
  target: RedisTarget
  address: RedisAddress
  onUp: () => void
  /** `wasUp`: it has just broken; otherwise a probe failed. */
  onDown: (cause: unknown, wasUp: boolean) => void
}

/** Answers of a node that is there and of no use for now. */
const useless =
  /^(LOADING|CLUSTERDOWN|MASTERDOWN|READONLY|OOM|BUSY|MISCONF|NOREPLICAS|NOAUTH|NOPERM|WRONGPASS)\b/

export function createNodeLink({ target, address, onUp, onDown }: NodeLinkParts): NodeLink {
  let client: NodeClient | null = null
  let isClosed = false
  let failures = 0
  let pauseMs: number = redisLimits.probeMinMs
  let timer: NodeJS.Timeout | null = null
  void probe()

  async function probe(): Promise<void> {
    timer = null
    let fresh: NodeClient | null = null
    try {
      const connected = await connectNode(target, address, (cause) => lose(connected, cause))
      fresh = connected
      // It may be loading its data still.
      await within(redisLimits.callMs, connected.sendCommand(['EVAL', 'return 1', '0']))
      if (isClosed) return destroy(connected)
      client = connected
      failures = 0
      pauseMs = redisLimits.probeMinMs
      onUp()
    } catch (cause) {
      if (fresh !== null) destroy(fresh)
      if (isClosed) return
      onDown(cause, false)
      probeLater()
    }
  }

  function probeLater(): void {
    if (isClosed || timer !== null) return
    timer = setTimeout(() => void probe(), pauseMs)
    timer.unref()
    pauseMs = Math.min(pauseMs * 2, redisLimits.probeMaxMs)
  }

  function lose(lost: NodeClient, cause: unknown): void {
    if (client !== lost) return
    client = null
    destroy(lost)
    if (isClosed) return
    onDown(cause, true)
    probeLater()
  }

  async function call(...commands: (readonly RedisArgument[])[]): Promise<unknown> {
    const used = client
    if (used === null) throw new RedisFault(`${address.host}:${address.port} is down`)
    // `sendCommand` does not change what it is given, whatever its type says.
    const answers = commands.map((words) => used.sendCommand(words as RedisArgument[]))
    for (const answer of answers.slice(0, -1)) answer.catch(() => {})
    try {
      const answer = await within(redisLimits.callMs, answers.at(-1)!)
      failures = 0
      return answer
    } catch (cause) {
      if (cause instanceof ErrorReply && !useless.test(cause.message)) {
        failures = 0
        throw cause
      }
      failures += 1
      if (failures >= redisLimits.failuresInRow) lose(used, cause)
      throw new RedisFault(`${address.host}:${address.port} did not answer`, { cause })
    }
  }

  return {
    address,
    get isUp() {
      return client !== null
    },
    call,
    close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      if (client !== null) destroy(client)
      client = null
    },
  }
}
