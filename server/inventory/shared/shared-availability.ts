import { setTimeout as pause } from 'node:timers/promises'
import { sharedSeatsLimits } from '../../limits/redis-limits.ts'
import type { Redis } from '../../redis/redis.ts'
import type { Availability, AvailabilityOptions, LedgerReading, Taken, Told, Wish } from '../availability.ts'
import { createAskRedis } from './ask-redis.ts'
import { Act, type EncodedAct } from './encode.ts'
import { eventKeys } from './event-keys.ts'
import { decodeMessage, type Message } from './message.ts'
import { createMirror } from './mirror.ts'
import { createSeatScripts, type Snapshot } from './seat-scripts.ts'
import { createSequence } from './sequence.ts'
import { createShown } from './shown.ts'
import { createTickets } from './tickets.ts'
import { createWaitForVerdicts } from './wait-for-verdicts.ts'

export interface SharedParts {
  redis: Redis
  /** This server, as the others see it: eight random bytes. */
  origin: Buffer
  /** By the ledger's clock, as near as known. */
  nowMs: () => number
  onDirty: (eventId: string) => void
  onScript: (wishes: number) => void
  onConflict: () => void
  onSnapshot: () => void
  onClose: () => void
}

/**
 * Availability that is kept in Redis, with a mirror of it here. It is
 *
 *   joined  every wish is asked of Redis, what the ledger said is entered there, and what Redis tells is what is shown here
 *   alone   Redis cannot be asked, or has to be made right first: the mirror answers, as a single server's memory does, and the
 *           ledger judges collisions. What is entered meanwhile is in this copy only
 *
 * joined → alone: the link breaks, an act could not be told, a choice was not answered, Redis is empty: it has *missed* something.
 * alone → joined: a rebuild has read the ledger, entered it in Redis and read Redis, and nothing was missed since it began.
 */
export function createSharedAvailability(options: AvailabilityOptions, shared: SharedParts): Availability {
  const { index, eventId, locked } = options
  const { redis, origin } = shared
  const names = eventKeys(eventId, options.planVersion)
  const headKey = names.keys[0]!
  const token = Buffer.concat([origin, Buffer.from(eventId)])

  let isAlone = true
  /** A rebuild has begun in Redis: what is entered from now on is told there, also while this copy is alone. */
  let isRejoining = false
  /** Told by Redis while this copy was rejoining: to be looked at when it knows where it is. */
  let early: Message[] = []
  let isFilled = false
  /** The mirror is being brought to what Redis has, which is shown as one change. */
  let isEntering = false
  let isClosed = false
  /** How often Redis has missed something, and how much of that has been made good. */
  let missed = 0
  let mended = 0
  let retry: NodeJS.Timeout | null = null
  let reading: Promise<void> | null = null
  /** The one after it, for whatever came to be missed since it began. */
  let readingNext: Promise<void> | null = null
  /** Rebuilds that were asked for and have not ended, one after the other. */
  let rebuilds = 0
  let rebuilding: Promise<unknown> = Promise.resolve()

  const tickets = createTickets(origin)
  const mirror = createMirror({
    ...options,
    isOurCandidate: tickets.isOurs,
    onChange(change) {
      if (isAlone && isFilled && !isEntering) shown.showAlone(change.seats)
    },
  })
  const { memory } = mirror
  const shown = createShown({
    states: memory.states,
    version: options.startVersion,
    onChange: options.onChange,
    nowMs: shared.nowMs,
    spread: origin.readUInt32LE(4) / 2 ** 32,
  })
  const sequence = createSequence({
    apply(message) {
      mirror.apply(message, message.origin.equals(origin))
      shown.show(message.to, message.seats)
    },
    onLost: () => void readAnew(),
  })
  const seatScripts = createSeatScripts({
    redis,
    eventKeys: names,
    index,
    origin,
    nowMs: shared.nowMs,
    onMessage: hear,
    onEmpty: miss,
    onUnsure: miss,
    onScript: shared.onScript,
  })
  const ask = createAskRedis({
    index,
    locked,
    mirror,
    tickets,
    seatScripts,
    catchUp,
    mirroredVersion: () => sequence.version,
    isAlone: () => isAlone,
    onConflict: shared.onConflict,
  })

  const stopGaps = redis.bus.onGap((channel) => {
    if (channel === names.channel) void readAnew()
  })
  const listening = redis.bus.subscribeBytes(names.channel, (bytes) => {
    const message = decodeMessage(bytes)
    if (message !== null) hear(message)
  })
  const stopWatching = redis.onLinks(() => {
    if (!redis.isUp(headKey)) miss()
    else askForRebuild()
  })

  function hear(message: Message): void {
    if (!isAlone) sequence.enter(message)
    else if (isRejoining) {
      early.push(message)
      // The older ones are in the snapshot that it joins with. If one was not, the next does not follow on it.
      if (early.length > sharedSeatsLimits.messagesAhead) early.shift()
    }
  }

  /** Until everything up to this version of Redis's is known here. */
  async function catchUp(version: number): Promise<void> {
    if (!(await sequence.reached(version))) await readAnew()
  }

  function miss(): void {
    missed += 1
    if (!isAlone) {
      isAlone = true
      sequence.close()
      mirror.letGo()
      shown.showAlone(shown.difference(memory.states))
    }
    askForRebuild()
  }

  /** Until one has worked. While Redis is away there is nothing to be rebuilt in it; its coming back is told. */
  function askForRebuild(): void {
    const isDirty = isFilled && missed !== mended
    if (isClosed || !isDirty || rebuilds > 0 || retry !== null || !redis.isUp(headKey)) return
    retry = setTimeout(() => {
      retry = null
      askForRebuild()
    }, sharedSeatsLimits.dirtyPauseMs)
    retry.unref()
    shared.onDirty(eventId)
  }

  /** Messages are lost: everything is read from Redis, after this call. A reading that is under way may be older than they are. */
  function readAnew(): Promise<void> {
    if (isAlone || isClosed) return Promise.resolve()
    if (reading !== null) {
      readingNext ??= reading.then(() => {
        readingNext = null
        return readAnew()
      })
      return readingNext
    }
    reading = readSnapshot().finally(() => {
      reading = null
    })
    return reading
  }

  async function readSnapshot(): Promise<void> {
    const snapshot = await seatScripts.snapshot(sequence.version)
    if (isAlone) return
    if (snapshot === null || snapshot.isBehind) return miss()
    // What came after it, while it was on its way here, has been applied already.
    if (snapshot.version >= sequence.version) enterSnapshot(snapshot)
  }

  function enterSnapshot({ version, seats }: Snapshot): void {
    shared.onSnapshot()
    isEntering = true
    for (let seat = 0; seat < index.places; seat += 1) mirror.see(seat, seats[seat]!)
    isEntering = false
    // A seat that was somebody's candidate and is one now may have been free in between.
    memory.doubt()
    shown.show(version, shown.difference(seats))
    sequence.reset(version)
  }

  function take(wish: Wish): Taken | Promise<Taken> {
    const proposed = memory.take(wish)
    if (!isAlone) return ask(wish, proposed)
    return proposed.code === 'CANDIDATES' ? tickets.issue(proposed, null) : proposed
  }

  /** Tells Redis what the mirror has been told already. */
  function tell(...acts: EncodedAct[]): Told {
    if (isAlone && !isRejoining) {
      missed += 1
      return
    }
    const told = seatScripts.settle(acts).then((isKnown) => {
      if (!isKnown) miss()
    })
    return Promise.race([told, pause(sharedSeatsLimits.settleWaitMs)])
  }

  function keep(ticket: number, seats: readonly number[], holdId: string, expiresAtMs: number): Told {
    const { lease, mirrored } = tickets.settle(ticket, seats)
    if (mirrored === null) memory.grant(seats, holdId, expiresAtMs)
    else memory.keep(mirrored, seats, holdId, expiresAtMs)
    return tell({ act: Act.keep, seats, holdId, ticket: lease ?? undefined, expiresAtMs })
  }

  function giveBack(ticket: number, seats: readonly number[], taken: readonly number[] = []): Told {
    const { lease, mirrored } = tickets.settle(ticket, seats)
    if (mirrored === null) mirror.lose(taken)
    else mirror.giveBack(mirrored, seats, taken)
    const acts: EncodedAct[] = []
    if (lease !== null) acts.push({ act: Act.giveBack, seats, ticket: lease })
    if (taken.length > 0) acts.push({ act: Act.lost, seats: taken })
    if (acts.length > 0) return tell(...acts)
  }

  const settled = createWaitForVerdicts({
    settled: memory.settled,
    async look() {
      const version = isAlone ? null : await seatScripts.version()
      if (version !== null) await catchUp(version)
    },
    isClosed: () => isClosed,
  })

  function rebuild<Reading extends LedgerReading>(
    read: () => Promise<Reading>,
    enter: (reading: Reading) => void,
  ): Promise<{ drift: number }> {
    rebuilds += 1
    const done = rebuilding
      .then(() => rebuildNow(read, enter))
      .finally(() => {
        rebuilds -= 1
        askForRebuild()
      })
    rebuilding = done.catch(() => {})
    return done
  }

  async function rebuildNow<Reading extends LedgerReading>(
    read: () => Promise<Reading>,
    enter: (reading: Reading) => void,
  ): Promise<{ drift: number }> {
    if (redis.isUp(headKey)) await listening
    early = []
    // Another server may have filled it.
    const isThere = !isFilled && redis.isUp(headKey) && (await seatScripts.snapshot(0)) !== null
    const isBegun = !isThere && (await begin())
    // What was missed before this moment is in the ledger, which is read after it.
    const missedBefore = missed
    isRejoining = isThere || isBegun
    try {
      const mark = memory.mark()
      const ledger = await read()
      const finished = isBegun ? await seatScripts.finishRebuild(token, ledger) : null
      const canRead = isThere || finished !== null
      let snapshot: Snapshot | null = null
      // What is here goes on changing. From where this leaves off to the join nothing is awaited.
      for (let tries = 1; canRead && tries <= sharedSeatsLimits.takeTries; tries += 1) {
        snapshot = await seatScripts.snapshot(versionHere())
        if (snapshot === null || isLater(snapshot)) break
      }
      const canJoin = snapshot !== null && isLater(snapshot) && missed === missedBefore

      isEntering = true
      const { drift } = memory.replace(ledger.claims, mark)
      isEntering = false
      isFilled = true
      enter(ledger)
      if (canJoin) join(snapshot!, missedBefore)
      else showWhatIsHere()
      return { drift: finished?.drift ?? drift }
    } finally {
      isRejoining = false
      early = []
    }
  }

  /** Waits, within a bound, for another server that is rebuilding the same event. */
  async function begin(): Promise<boolean> {
    const giveUpAtMs = performance.now() + sharedSeatsLimits.rebuildWaitMs
    for (;;) {
      if (!redis.isUp(headKey)) return false
      const begun = await seatScripts.beginRebuild(token, Math.max(shown.version, sequence.version), isAlone)
      if (begun === 'OK') return true
      if (begun === null || performance.now() >= giveUpAtMs) return false
      await pause(sharedSeatsLimits.rebuildPollMs)
    }
  }

  // An empty copy has shown nothing yet, whatever its version.
  function versionHere(): number {
    return isFilled ? Math.max(shown.version, isAlone ? 0 : sequence.version) : 0
  }

  /**
   * What a server shows alone has versions of its own, on which Redis's count on: the same number would mean what this server has done
   * since, and what the others have. Of a difference between those its viewers would never hear.
   */
  function isLater({ version }: Snapshot): boolean {
    return isAlone ? version > versionHere() : version >= versionHere()
  }

  function join(snapshot: Snapshot, missedBefore: number): void {
    isAlone = false
    mended = missedBefore
    enterSnapshot(snapshot)
    const waiting = early
    early = []
    for (const message of waiting) sequence.enter(message)
  }

  function showWhatIsHere(): void {
    // It could not be told to Redis, or not be read from there.
    if (!isAlone) miss()
    else shown.showAlone(shown.difference(memory.states))
  }

  return {
    get version() {
      return shown.version
    },
    states: shown.states,
    get counts() {
      return memory.counts
    },
    freeByCategory: memory.freeByCategory,
    freeByArea: memory.freeByArea,
    get isDegraded() {
      return isAlone
    },
    take,
    preview: memory.preview,
    keep,
    giveBack,
    settled,
    look: memory.look,
    refusalWithoutChoicesSince: memory.refusalWithoutChoicesSince,
    sell(seats, holdId) {
      memory.sell(seats, holdId)
      return tell({ act: Act.sell, seats, holdId })
    },
    grant(seats, holdId, expiresAtMs) {
      memory.grant(seats, holdId, expiresAtMs)
      return tell({ act: Act.grant, seats, holdId, expiresAtMs })
    },
    free(seats, holdId) {
      memory.free(seats, holdId)
      return tell({ act: Act.free, seats, holdId })
    },
    block(seats) {
      memory.block(seats)
      return tell({ act: Act.block, seats })
    },
    revive(seats, holdId, expiresAtMs) {
      memory.revive(seats, holdId, expiresAtMs)
      return tell({ act: Act.revive, seats, holdId, expiresAtMs })
    },
    lapse(seats, holdId) {
      mirror.lapse(seats, holdId)
      return tell({ act: Act.lapse, seats, holdId })
    },
    rebuild,
    claimComparison: async (everyMs) => !isAlone && (await seatScripts.claimComparison(everyMs)),
    close() {
      isClosed = true
      if (retry !== null) clearTimeout(retry)
      sequence.close()
      stopGaps()
      stopWatching()
      void listening.then((stop) => stop())
      shared.onClose()
    },
  }
}
