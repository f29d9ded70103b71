import { randomBytes } from 'node:crypto'
import { chmod, link, rename, stat, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { embeddedLimits } from '../../limits.ts'
import { fingerprint } from './cluster.ts'

/** Who uses a data folder; nulls when it does not answer, or has no address yet. */
export interface Holder {
  pid: number | null
  address: string | null
}

export interface FolderLock {
  /** Where this server can be reached, for the message that a second server shows. */
  announce(address: string): void
  release(): Promise<void>
}

export type Locked = { ok: true; lock: FolderLock } | { ok: false; holder: Holder }

/**
 * Makes this process the only server on a data folder, for as long as it lives.
 *
 * The lock is a socket that we listen on: it says who we are, and the kernel ends it with the process, however that
 * dies. What is left then is a name that nobody answers under, which the next server removes. The socket is made under
 * a name of its own and linked to the well-known one, because a link, unlike a bind after an unlink, is refused when
 * another server has been quicker.
 */
export async function lockFolder(folder: string): Promise<Locked> {
  try {
    return await lockAt(join(folder, 'lock'))
  } catch (error) {
    // The folder's path is too long for a socket, or its file system has no sockets or links. Servers on one machine
    // meet in the folder for temporary files just as well.
    if (!notHere.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    return lockAt(join(tmpdir(), `fullhouse-${fingerprint(folder)}.lock`))
  }
}

const notHere = new Set(['EINVAL', 'ENAMETOOLONG', 'EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'ENOSYS'])

async function lockAt(path: string): Promise<Locked> {
  const own = nameBeside(path)
  const self: Holder = { pid: process.pid, address: null }
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(JSON.stringify(self))
  })
  await listen(server, own)
  try {
    // Another user's server shall learn who is here rather than that it may not ask.
    await chmod(own, 0o666)
    const { ino } = await stat(own)
    for (let attempt = 0; attempt < embeddedLimits.lockTries; attempt += 1) {
      if (await linked(own, path)) {
        await unlink(own)
        return { ok: true, lock: held(server, path, ino, self) }
      }
      const holder = await ask(path)
      if (holder) {
        server.close()
        return { ok: false, holder }
      }
      await removeStale(path)
    }
    server.close()
    return { ok: false, holder: { pid: null, address: null } }
  } catch (error) {
    server.close()
    throw error
  }
}

function held(server: Server, path: string, ino: number, self: Holder): FolderLock {
  return {
    announce(address) {
      self.address = address
    },
    async release() {
      const found = await stat(path).catch(() => null)
      if (found?.ino === ino) await unlink(path).catch(() => {})
      await new Promise((done) => server.close(done))
    },
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function nameBeside(path: string): string {
  return `${path}.${randomBytes(3).toString('hex')}`
}

function listen(server: Server, path: string): Promise<void> {
  server.unref()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
}

/** Who listens at `path`; null when nobody does. */
function ask(path: string): Promise<Holder | null> {
  return new Promise((resolve) => {
    let text = ''
    const silent: Holder = { pid: null, address: null }
    const socket = connect(path)
    socket.setTimeout(embeddedLimits.lockAnswerTimeoutMs)
    socket.on('data', (data) => (text += data))
    socket.on('timeout', () => {
      socket.destroy()
      resolve(silent)
    })
    socket.on('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code === 'ECONNREFUSED' || error.code === 'ENOENT' ? null : silent),
    )
    socket.on('end', () => {
      try {
        resolve(JSON.parse(text))
      } catch {
        resolve(silent)
      }
    })
  })
}

/**
 * Between asking and removing, another server may have put its own lock there. So the name is moved aside first and
 * asked again; a living one is put back.
 */
async function removeStale(path: string): Promise<void> {
  const aside = nameBeside(path)
  try {
    await rename(path, aside)
    if (await ask(aside)) await linked(aside, path)
    await unlink(aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
