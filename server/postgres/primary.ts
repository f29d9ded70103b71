import { setTimeout as pause } from 'node:timers/promises'
import { failoverLimits } from '../limits/failover-limits.ts'
import type { DatabaseHost } from '../settings/database-settings.ts'
import { judge } from './sqlstate.ts'

/*
 * Which of several hosts is the primary now.
 *
 *   known     somebody was connected to it and found it writable; everyone goes there, without asking again
 *   in doubt  it was not reached, was read-only, or was silent for long: whoever needs a connection waits for the next look
 *   looking   all hosts are asked at the same time, again and again for a bounded time
 *
 * A failover begins a new timeline, a number that only grows. Once a timeline has been seen here, a host on an older one is
 * never written to again: it is the old primary, which was away and has not been told. Its timeline is the fence of last
 * resort, as far as this process has seen; what moves the primary has to have a fence of its own.
 */

/** No host is a primary that may be written to, or none was reached. */
export class NoPrimary extends Error {
  override name = 'NoPrimary'
  /** For `judge`: as good as no connection. */
  readonly code = 'NO_PRIMARY'
}

export interface PrimaryFinder {
  /** Where the primary is. Rejects with NoPrimary, or with why every host has turned us away. */
  find(): Promise<DatabaseHost>
  /** A connection to this host reports what it found there: its timeline, or null where nothing may be written. */
  found(host: DatabaseHost, timeline: number | null): void
  /** This host was not reached, or has stopped answering. */
  doubt(host: DatabaseHost): void
  /** Asks every host again, although nothing is in doubt. Never rejects. */
  lookAgain(): Promise<void>
}

interface FinderParts {
  hosts: readonly DatabaseHost[]
  /** The timeline of a host that may be written to, null of one that may not. Bounded in time. */
  probe: (host: DatabaseHost) => Promise<number | null>
  /** The primary is another than before: nobody shall wait for the old one. */
  onMoved?: (to: DatabaseHost) => void
}

export function createPrimaryFinder({ hosts, probe, onMoved }: FinderParts): PrimaryFinder {
  let known: DatabaseHost | null = null
  let isDoubted = true
  let newest = 0
  let looking: Promise<DatabaseHost> | undefined

  function settle(host: DatabaseHost, timeline: number): void {
    newest = Math.max(newest, timeline)
    isDoubted = false
    if (known === host) return
    known = host
    onMoved?.(host)
  }

  async function look(): Promise<DatabaseHost> {
    const deadline = performance.now() + failoverLimits.findPrimaryMs
    for (;;) {
      const { writable, reasons, errors } = await askAll(hosts, probe)
      const [best] = writable.filter(({ timeline }) => timeline >= newest)
      if (best !== undefined) {
        settle(best.host, best.timeline)
        return best.host
      }
      for (const { host, timeline } of writable)
        reasons.push(`${nameOf(host)} is an old primary (timeline ${timeline}; ${newest} has begun since)`)
      // Waiting does not help against a wrong password; that error says it best.
      if (errors.length === hosts.length && errors.every((error) => judge(error)?.verdict !== 'unavailable'))
        throw errors[0]
      if (performance.now() > deadline)
        throw new NoPrimary(`no host of the database is its primary: ${reasons.join('; ')}`, {
          cause: errors[0],
        })
      await pause(failoverLimits.findPollMs)
    }
  }

  function lookOnce(): Promise<DatabaseHost> {
    looking ??= look().finally(() => (looking = undefined))
    return looking
  }

  return {
    find: async () => (known !== null && !isDoubted ? known : lookOnce()),
    found(host, timeline) {
      if (timeline !== null && timeline >= newest) return settle(host, timeline)
      if (host === known) isDoubted = true
      throw new NoPrimary(
        timeline === null ? `${nameOf(host)} may only be read` : `${nameOf(host)} is an old primary`,
      )
    },
    doubt(host) {
      if (host === known) isDoubted = true
    },
    lookAgain: () =>
      lookOnce().then(
        () => {},
        () => {},
      ),
  }
}

interface Answers {
  /** Those on the newest timeline first. */
  writable: { host: DatabaseHost; timeline: number }[]
  reasons: string[]
  errors: unknown[]
}

/** When one has answered that it may be written to, the others are given only a moment more: a dead host does not answer. */
async function askAll(hosts: readonly DatabaseHost[], probe: FinderParts['probe']): Promise<Answers> {
  const answers: Answers = { writable: [], reasons: [], errors: [] }
  const enough = Promise.withResolvers<void>()
  let grace: NodeJS.Timeout | undefined
  const asked = hosts.map(async (host) => {
    try {
      const timeline = await probe(host)
      if (timeline === null) answers.reasons.push(`${nameOf(host)} may only be read`)
      else {
        answers.writable.push({ host, timeline })
        grace ??= setTimeout(enough.resolve, failoverLimits.probeGraceMs)
      }
    } catch (error) {
      answers.errors.push(error)
      answers.reasons.push(`${nameOf(host)}: ${judge(error)?.meaning ?? (error as Error).message}`)
    }
  })
  await Promise.race([Promise.all(asked), enough.promise])
  clearTimeout(grace)
  answers.writable.sort((a, b) => b.timeline - a.timeline)
  return answers
}

function nameOf({ host, port }: DatabaseHost): string {
  return `${host}:${port}`
}
