/** What a key led to: the request it came with, and the hold, once it is known. */
interface Known {
  hash: string
  /** Resolves to the hold's id, or null when the request was refused. */
  holdId: Promise<string | null>
}

/**
 * The Idempotency-Keys of holds granted lately by this server, so that a retry gets the first answer although its seats are,
 * of course, taken by then. The ledger knows all keys and is asked whenever a claim gets that far; this memory is for
 * those that availability would refuse before.
 */
export interface RecentKeys {
  /**
   * Undefined, at once, when the key is new. Else the hold it led to: null when that request was refused, `'other'` when
   * the key came with another request.
   */
  find(owner: string, key: string, hash: string): Promise<string | null | 'other'> | undefined
  /** Remembers a request under way. A refused one is forgotten: it changed nothing, so a retry may well succeed. */
  remember(owner: string, key: string, hash: string, holdId: Promise<string | null>): void
}

export function createRecentKeys(maxKeys: number): RecentKeys {
  const known = new Map<string, Known>()

  function find(owner: string, key: string, hash: string): Promise<string | null | 'other'> | undefined {
    const found = known.get(owner + key)
    return found?.holdId.then(
      (holdId) => (holdId === null || found.hash === hash ? holdId : 'other'),
      () => null,
    )
  }

  function remember(owner: string, key: string, hash: string, holdId: Promise<string | null>): void {
    const name = owner + key
    const entry = { hash, holdId }
    known.delete(name)
    known.set(name, entry)
    if (known.size > maxKeys)
      for (const oldest of known.keys()) {
        known.delete(oldest)
        break
      }
    const forgetRefused = (granted: string | null) => {
      if (granted === null && known.get(name) === entry) known.delete(name)
    }
    holdId.then(forgetRefused, () => forgetRefused(null))
  }

  return { find, remember }
}
