import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedLimits } from '../../limits/embedded-limits.ts'
import type { Log } from '../../observe/log.ts'
import { type Cluster, environment, prepareStart } from './cluster.ts'
import { endOrphans, isPostgresOf, readPidFile } from './postmaster.ts'

/** A PostgreSQL that answers. */
export interface Instance {
  pid: number
  socketFolder: string
  port: number
  /** It was running already: its server was killed and left it behind. */
  adopted: boolean
  /** Ends when the process is gone. */
  gone: Promise<void>
}

/**
 * Brings the cluster's PostgreSQL up, whatever state it was left in.
 *
 *   nothing runs             start it; after a crash it recovers by itself
 *   it runs                  its server was killed: take it over as it is
 *   it is stopping           wait until it has, then start
 *   its pid is another's     the file is left over from before a restart of the machine: remove it, then start
 *   its first process died   tell the others to end, then start
 */
export async function bringUp(cluster: Cluster, log: Log): Promise<Instance> {
  const { dataFolder } = cluster
  const deadline = Date.now() + embeddedLimits.startTimeoutMs
  for (; Date.now() < deadline; await pause(embeddedLimits.startPollMs)) {
    const found = readPidFile(dataFolder)
    if (found && isPostgresOf(found.pid, dataFolder)) {
      if (found.status !== 'ready') continue
      log.warn(
        { postgresPid: found.pid },
        'PostgreSQL was left running by a server that was killed; taking it over',
      )
      return { ...found, adopted: true, gone: watch(found.pid, dataFolder) }
    }
    if (found) clearUp(found.pid, dataFolder, log)
    await prepareStart(cluster)
    const started = await start(cluster, deadline)
    if (started.ok) return started.instance
    // Someone else was quicker, or processes of a killed instance are still ending: look again.
    if (!started.mayPass) throw new Error(`PostgreSQL did not start:\n${started.output}`)
    endOrphans(dataFolder)
  }
  throw new Error(
    `PostgreSQL was not ready within ${embeddedLimits.startTimeoutMs / 1000} s; see ${cluster.logFile}`,
  )
}

/** Asks for a fast shutdown, then for an immediate one, after which the next start recovers. */
export async function shutDown(instance: Instance, log: Log): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!askToStop(instance, signal)) return
    if (await within(instance.gone, embeddedLimits.stopTimeoutMs)) return
    log.warn({ signal }, 'PostgreSQL did not stop in time')
  }
}

/** False when there is nobody to ask any more. */
export function askToStop(instance: Instance, signal: NodeJS.Signals = 'SIGINT'): boolean {
  try {
    return process.kill(instance.pid, signal)
  } catch {
    return false
  }
}

async function within(promise: Promise<void>, ms: number): Promise<boolean> {
  const timer = new AbortController()
  const late = pause(ms, false, { signal: timer.signal }).catch(() => false)
  const inTime = await Promise.race([promise.then(() => true), late])
  timer.abort()
  return inTime
}

function clearUp(pid: number, dataFolder: string, log: Log): void {
  const orphans = endOrphans(dataFolder)
  log.warn({ postgresPid: pid, orphans }, 'PostgreSQL was not stopped properly last time; it will recover')
  // PostgreSQL removes the file itself, except when another program has the number now.
  try {
    process.kill(pid, 0)
    unlinkSync(join(dataFolder, 'postmaster.pid'))
  } catch {
    // No such process (or file): nothing to do.
  }
}

type Started = { ok: true; instance: Instance } | { ok: false; mayPass: boolean; output: string }

async function start(cluster: Cluster, deadline: number): Promise<Started> {
  const { dataFolder, runAs, binaries, logFile } = cluster
  const { output, offset } = openLog(cluster)
  const { file, args, ...owner } = runAs.command(binaries.postgres, ['-D', dataFolder])
  // In a session of its own: Ctrl-C in a terminal reaches every process of the group, and PostgreSQL has to outlive
  // the server's own orderly stop.
  const child = spawn(file, args, {
    ...owner,
    cwd: '/',
    env: environment,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  if (child.pid === undefined) {
    const [cause] = await once(child, 'error')
    throw new Error(`PostgreSQL could not be started: ${(cause as Error).message}`, { cause })
  }
  child.unref()
  const gone = once(child, 'exit').then(() => {})
  let over = false
  gone.then(() => (over = true))

  while (!over && Date.now() < deadline) {
    const found = readPidFile(dataFolder)
    if (found?.pid === child.pid && found?.status === 'ready')
      return { ok: true, instance: { ...found!, adopted: false, gone } }
    await pause(embeddedLimits.startPollMs)
  }
  if (!over) child.kill('SIGQUIT')
  const text = readFileSync(logFile).subarray(offset).toString('utf8').trim()
  return {
    ok: false,
    mayPass: /still in use|lock file .* already exists/.test(text),
    output: text || 'it said nothing',
  }
}

/** A process that is not our child tells nobody when it ends. */
async function watch(pid: number, dataFolder: string): Promise<void> {
  while (isPostgresOf(pid, dataFolder))
    await pause(embeddedLimits.superviseEveryMs, undefined, { ref: false })
}

/** PostgreSQL's own log: one file, and one older one, so that it cannot fill the disk over the years. */
function openLog({ logFile, runAs }: Cluster): { output: number; offset: number } {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const tooLong = size > embeddedLimits.logMaxBytes
  if (tooLong) renameSync(logFile, `${logFile}.old`)
  const output = openSync(logFile, 'a', 0o600)
  if (runAs.owner) fchownSync(output, runAs.owner.uid, runAs.owner.gid)
  return { output, offset: tooLong ? 0 : size }
}
