import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** As whom PostgreSQL runs, and how to start a program so. */
export interface RunAs {
  /** Null: as ourselves. */
  owner: { uid: number; gid: number } | null
  command(program: string, args: string[]): { file: string; args: string[]; uid?: number; gid?: number }
}

const ourselves: RunAs = { owner: null, command: (file, args) => ({ file, args }) }

/**
 * PostgreSQL refuses to run as root, so root runs it as another user: the owner of the data if there is one already,
 * else `postgres`, else `nobody`.
 *
 * That user must get to the programs and to the data, which may lie below a folder that only root may enter (a clone in
 * /root, or in what mktemp -d made). Then the process gets one capability, to pass folders and read files whatever
 * their mode, and nothing else. Containers often withhold that one but allow the wider one that also writes.
 *
 * `paths` are what it must reach; `dataFolder` may not exist yet.
 */
export function chooseRunAs(dataFolder: string, paths: string[]): RunAs {
  if (process.getuid?.() !== 0) return ourselves
  const owner = ownerOf(dataFolder) ?? account('postgres') ?? account('nobody')
  if (owner === null)
    throw new Error(
      'PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody to run it as. Start Fullhouse as an ordinary user, or set DATABASE_URL.',
    )
  const unreachable = [...paths, dataFolder].flatMap((path) => closedParent(path, owner) ?? [])
  if (unreachable.length === 0)
    return { owner, command: (file, args) => ({ file, args, uid: owner.uid, gid: owner.gid }) }

  const capability = obtainableCapability()
  if (capability === null)
    throw new Error(
      `PostgreSQL does not run as root, and the user with id ${owner.uid}, which it would run as, may not enter ${unreachable[0]}. Start Fullhouse as an ordinary user, move it to a folder that everyone may enter, or set DATABASE_URL.`,
    )
  const options = [
    `--reuid=${owner.uid}`,
    `--regid=${owner.gid}`,
    '--clear-groups',
    // PostgreSQL asks with access(2) whether it may run itself, and the kernel answers that question for a user without
    // capabilities, unless it is told that changing the user does not touch them. Running the program still leaves it
    // with the one below only.
    '--securebits=+no_setuid_fixup',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--no-new-privs',
  ]
  return { owner, command: (file, args) => ({ file: 'setpriv', args: [...options, file, ...args] }) }
}

function ownerOf(folder: string): { uid: number; gid: number } | null {
  const found = statSync(folder, { throwIfNoEntry: false })
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null
}

function account(name: string): { uid: number; gid: number } | null {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
}

/** The nearest existing folder above `path` that `owner` may not enter. */
function closedParent(path: string, owner: { uid: number; gid: number }): string | null {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found) {
      const bit = found.uid === owner.uid ? 0o100 : found.gid === owner.gid ? 0o010 : 0o001
      if ((found.mode & bit) === 0) return folder
    }
    if (folder === dirname(folder)) return null
  }
}

const capabilities = { dac_read_search: 2n, dac_override: 1n }

/** Linux only: the first capability that this container or machine lets us hand on, by `setpriv` (util-linux). */
function obtainableCapability(): string | null {
  if (process.platform !== 'linux' || spawnSync('setpriv', ['--version']).status !== 0) return null
  const bounding = /^CapBnd:\s*([\da-f]+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]
  if (!bounding) return null
  const found = Object.entries(capabilities).find(([, bit]) => (BigInt(`0x${bounding}`) >> bit) & 1n)
  return found?.[0] ?? null
}
