import type { Bus } from './bus.ts'
import type { Script } from './script.ts'

/** One part of a command. */
export type RedisArgument = string | Buffer

/**
 * A Redis or Valkey, or a Cluster of them. Nothing here waits long: a call has an answer, or a `RedisFault`, within
 * `redisLimits.callMs`, and at once while the node that it concerns is known to be down.
 */
export interface Redis {
  readonly bus: Bus
  /** Runs a script at the node of `keys`, which are all of one slot. Strings come back as bytes. */
  run(script: Script, keys: readonly string[], args: readonly RedisArgument[]): Promise<unknown>
  /** One command at the node of its key. */
  command(key: string, words: readonly RedisArgument[]): Promise<unknown>
  /** Whether the node of this key answers, as far as known. */
  isUp(key: string): boolean
  /** Told when a node stops answering or answers again, and when slots have moved: `isUp` may say something else now. */
  onLinks(listener: () => void): () => void
  figures(): RedisFigures
  close(): Promise<void>
}

/** For whoever watches the server. */
export interface RedisFigures {
  readonly nodes: number
  readonly nodesUp: number
  /** Since the start. */
  readonly calls: number
  readonly faults: number
  /** Times that a node was given up after calls without an answer, or lost. */
  readonly breaks: number
  readonly channels: number
  readonly gaps: number
}

/** Redis could not be asked, or did not answer in time. Whether the call was carried out is not known. */
export class RedisFault extends Error {
  override name = 'RedisFault'
}
