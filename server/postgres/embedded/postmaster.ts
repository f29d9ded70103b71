import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** What a running PostgreSQL says about itself in its data folder. */
export interface PidFile {
  pid: number
  port: number
  socketFolder: string
  /** `starting`, `ready`, `stopping`. */
  status: string
}

/** Reads `postmaster.pid`; null when there is none, or when it is just being written. */
export function readPidFile(dataFolder: string): PidFile | null {
  let text: string
  try {
    text = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  const [pid, , , port, socketFolder, , , status] = text.split('\n')
  if (!pid) return null
  return {
    pid: Number(pid),
    port: Number(port),
    socketFolder: socketFolder ?? '',
    status: status?.trim() ?? '',
  }
}

/**
 * Whether `pid` is the PostgreSQL of this data folder. The number alone says little: after a restart of the machine or
 * of a container another program may have it. PostgreSQL works in its data folder, and so gives itself away; one that
 * has ended but was not yet collected by its parent works nowhere.
 */
export function isPostgresOf(pid: number, dataFolder: string): boolean {
  if (!exists(pid)) return false
  if (process.platform !== 'linux') return true
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === dataFolder
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return false
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dataFolder)
  }
}

/**
 * When PostgreSQL's first process is killed, the others end as soon as they notice, but one in the middle of a statement
 * notices late, and until then no new instance may start. They can finish nothing any more, so they are told to go.
 */
export function endOrphans(dataFolder: string): number {
  if (process.platform !== 'linux') return 0
  let ended = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      if (readlinkSync(`/proc/${name}/cwd`) !== dataFolder) continue
      if (readFileSync(`/proc/${name}/comm`, 'utf8').trim() !== 'postgres') continue
      process.kill(Number(name), 'SIGQUIT')
      ended += 1
    } catch {
      // Gone in the meantime, or not ours to look at.
    }
  }
  return ended
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
