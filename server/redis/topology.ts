import { redisLimits } from '../limits/redis-limits.ts'
import { slotOf } from './key-slot.ts'
import { createNodeLink, type NodeLink } from './node-link.ts'
import type { RedisAddress, RedisTarget } from './redis-url.ts'

/** Who has which slot, and a link to each node. A single Redis is one node that has them all. */
export interface Topology {
  /** The node that answers for this key, as far as known. Undefined: nobody does at the moment. */
  linkOf(key: string): NodeLink | undefined
  /** A node has said that another one has this slot. */
  moved(slot: number, address: RedisAddress): NodeLink
  /** The link to a node, made if it is new. */
  link(address: RedisAddress): NodeLink
  links(): NodeLink[]
  /** Asks the nodes who has which slot, soon. */
  refresh(): void
  close(): void
}

interface TopologyParts {
  target: RedisTarget
  /** A node is up or down, or slots have moved. */
  onChange: () => void
  onBreak: (address: RedisAddress, cause: unknown) => void
}

const slots = 16_384

export function createTopology({ target, onChange, onBreak }: TopologyParts): Topology {
  const links = new Map<string, NodeLink>()
  const owners = new Array<string | undefined>(slots)
  let isClosed = false
  let isAsking = false
  let askedAtMs = Number.NEGATIVE_INFINITY
  let timer: NodeJS.Timeout | null = null

  for (const address of target.seeds) link(address)
  if (!target.isCluster) owners.fill(nameOf(target.seeds[0]!))

  function link(address: RedisAddress): NodeLink {
    const name = nameOf(address)
    const known = links.get(name)
    if (known !== undefined) return known
    const made = createNodeLink({
      target,
      address,
      onUp() {
        refresh()
        onChange()
      },
      onDown(cause, wasUp) {
        if (wasUp) onBreak(address, cause)
        // Its replica may be about to take over.
        refresh()
        if (wasUp) onChange()
      },
    })
    links.set(name, made)
    return made
  }

  function refresh(): void {
    if (!target.isCluster || isClosed || isAsking) return
    const inMs = Math.max(askedAtMs + redisLimits.slotsMinMs - performance.now(), 0)
    schedule(inMs)
  }

  function schedule(inMs: number): void {
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(() => void ask(), inMs)
    timer.unref()
  }

  async function ask(): Promise<void> {
    timer = null
    isAsking = true
    askedAtMs = performance.now()
    let isKnown = false
    for (const each of [...links.values()].filter(({ isUp }) => isUp)) {
      const answer = await each.call(['CLUSTER', 'SLOTS']).catch(() => null)
      if (isClosed) return
      if (answer === null) continue
      isKnown = enter(answer as SlotRange[], each.address)
      break
    }
    isAsking = false
    schedule(isKnown ? redisLimits.slotsEveryMs : redisLimits.slotsMinMs)
  }

  /** False while some slot has no node that is up: it is asked again soon then. */
  function enter(ranges: SlotRange[], asked: RedisAddress): boolean {
    const fresh = new Array<string | undefined>(slots)
    const named = new Set<string>()
    for (const [first, last, [host, port]] of ranges) {
      // A node that was not told its own address gives none, and means the one at which it was asked.
      const address = { host: host === null || host.length === 0 ? asked.host : host.toString(), port }
      link(address)
      named.add(nameOf(address))
      fresh.fill(nameOf(address), first, last + 1)
    }
    let hasMoved = false
    for (let slot = 0; slot < slots; slot += 1) {
      if (owners[slot] === fresh[slot]) continue
      owners[slot] = fresh[slot]
      hasMoved = true
    }
    const seeds = new Set(target.seeds.map(nameOf))
    for (const [name, each] of links) {
      if (named.has(name) || seeds.has(name)) continue
      links.delete(name)
      each.close()
    }
    if (hasMoved) onChange()
    return !fresh.includes(undefined) && [...named].every((name) => links.get(name)!.isUp)
  }

  return {
    linkOf: (key) => {
      const owner = owners[target.isCluster ? slotOf(key) : 0]
      return owner === undefined ? undefined : links.get(owner)
    },
    moved(slot, address) {
      const owner = link(address)
      if (owners[slot] !== nameOf(address)) {
        owners[slot] = nameOf(address)
        onChange()
      }
      refresh()
      return owner
    },
    link,
    links: () => [...links.values()],
    refresh,
    close() {
      isClosed = true
      if (timer !== null) clearTimeout(timer)
      for (const each of links.values()) each.close()
    },
  }
}

/** From one slot to another, the primary that has them, and its replicas. */
type SlotRange = [number, number, [host: Buffer | null, port: number], ...unknown[]]

export function nameOf({ host, port }: RedisAddress): string {
  return `${host}:${port}`
}
