import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Processes by what they are for, such as `server` and `database`. */
export type Roles = Readonly<Record<string, readonly number[]>>

/** Linux counts in hundredths of a second, whatever the kernel's own tick is. */
const ticksPerSecond = 100

/**
 * Seconds of processor time that each role has used since its processes began, with their descendants; one that is named
 * itself counts for its own role only. On a busy machine this says more than the clock on the wall. Null where the system has
 * no `/proc`.
 */
export function processorSeconds(roles: Roles): Record<string, number> | null {
  if (process.platform !== 'linux') return null
  const roleOf = new Map(Object.entries(roles).flatMap(([role, pids]) => pids.map((pid) => [pid, role])))
  const processes = readProcesses()
  const parentOf = new Map(processes.map(({ pid, parent }) => [pid, parent]))
  const ticks = Object.fromEntries(Object.keys(roles).map((role) => [role, 0]))
  for (const { pid, used } of processes) {
    let at: number | undefined = pid
    while (at !== undefined && !roleOf.has(at)) at = parentOf.get(at)
    if (at !== undefined) ticks[roleOf.get(at)!]! += used
  }
  return Object.fromEntries(Object.entries(ticks).map(([role, used]) => [role, used / ticksPerSecond]))
}

/** Who serves the database whose files are in this folder. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n', 1)[0])
}

function readProcesses(): { pid: number; parent: number; used: number }[] {
  const names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return names.flatMap((name) => {
    let line: string
    try {
      line = readFileSync(`/proc/${name}/stat`, 'latin1')
    } catch {
      return [] // it has just ended
    }
    // The command's name stands in brackets and may have anything in it, brackets included. What follows is counted from 3.
    const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
    const field = (number: number) => Number(fields[number - 3])
    // Its own, in and for the system, and that of children that have ended.
    return [{ pid: Number(name), parent: field(4), used: field(14) + field(15) + field(16) + field(17) }]
  })
}
