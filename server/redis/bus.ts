/**
 * News between servers, through Redis's sharded pub/sub. Nothing is kept: who does not listen at that moment never hears of it,
 * and is told that something may have been missed.
 */
export interface Bus {
  /** Sends and forgets. Whoever must know for certain asks the ledger. */
  publish(channel: string, message: string | Buffer): void
  /**
   * Listens. Resolves when the channel is being listened to, or after a bound when Redis cannot be had: then it will be as
   * soon as that is possible, and `onGap` tells. Gives the way to stop. Listeners are called in order, and must not throw.
   */
  subscribe(channel: string, listener: (text: string) => void): Promise<() => void>
  subscribeBytes(channel: string, listener: (message: Buffer) => void): Promise<() => void>
  /**
   * Tells of a channel whose messages may have been missed, once it is being listened to again: what is read after that has
   * no hole.
   */
  onGap(listener: (channel: string) => void): () => void
}
