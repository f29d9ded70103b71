import { randomBytes } from 'node:crypto'
import { chmod, readdir, rename, unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { embeddedLimits } from '../../limits/embedded-limits.ts'
import { fingerprint } from './cluster.ts'

/*
 * Makes one process the only server on a data folder, for as long as it lives.
 *
 * Each comer listens on a socket of its own in the folder, which says who it is; the kernel closes the socket with the
 * process, however that dies. Names are never used twice, so what nobody answers under can be removed at any time
 * without harm to another: a single well-known name could not, because between finding it dead and removing it somebody
 * else may have taken it (a test with twelve comers found three holders at once).
 *
 *   trying    my socket is there for all to see; then I ask every other one
 *   holding   nobody else was there. I never look again: whoever came after my look sees me
 *   refused   another one holds the folder, or is trying too and its name comes before mine
 *
 * Of several that try at once the first by name waits until the others have given up. One that does not answer counts
 * as holding.
 */

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

interface Card extends Holder {
  state: 'trying' | 'holding'
}

export async function lockFolder(folder: string): Promise<Locked> {
  try {
    return await lockIn(folder, 'lock.')
  } catch (error) {
    // The folder's path is too long for a socket, or its file system has no sockets. Servers on one machine meet in the
    // folder for temporary files just as well.
    if (!noSocketsHere.has((error as NodeJS.ErrnoException).code ?? '')) throw error
    return lockIn(tmpdir(), `fullhouse-${fingerprint(folder)}.lock.`)
  }
}

const noSocketsHere = new Set(['EINVAL', 'ENAMETOOLONG', 'EOPNOTSUPP', 'ENOTSUP', 'EPERM', 'ENOSYS'])

async function lockIn(place: string, prefix: string): Promise<Locked> {
  const own = `${prefix}${randomBytes(6).toString('hex')}`
  const card: Card = { pid: process.pid, address: null, state: 'trying' }
  const server = await listen(place, own, card)
  const release = async () => {
    await unlink(join(place, own)).catch(() => {})
    await new Promise((done) => server.close(done))
  }
  try {
    for (const deadline = Date.now() + embeddedLimits.lockWaitMs; ; await pause(embeddedLimits.startPollMs)) {
      const others = await living(place, prefix, own)
      if (others.length === 0) break
      const before = others.find(({ name, card }) => card.state === 'holding' || name < own)
      const winner = before ?? (Date.now() > deadline ? others[0] : undefined)
      if (winner === undefined) continue
      await release()
      const { pid, address } = winner.card
      return { ok: false, holder: { pid, address } }
    }
  } catch (error) {
    await release()
    throw error
  }
  card.state = 'holding'
  return {
    ok: true,
    lock: {
      announce(address) {
        card.address = address
      },
      release,
    },
  }
}

/** The name that others look for is given only when somebody answers under it. */
async function listen(place: string, name: string, card: Card): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(JSON.stringify(card))
  })
  server.unref()
  const unseen = join(place, `new-${name}`)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(unseen, resolve)
  })
  // Another user's server shall learn who is here rather than that it may not ask.
  await chmod(unseen, 0o666)
  await rename(unseen, join(place, name))
  return server
}

/** Whoever else answers; the names of the dead are removed on the way. */
async function living(place: string, prefix: string, own: string): Promise<{ name: string; card: Card }[]> {
  const names = (await readdir(place)).filter((name) => name.startsWith(prefix) && name !== own)
  const asked = await Promise.all(names.map(async (name) => ({ name, card: await ask(join(place, name)) })))
  const found: { name: string; card: Card }[] = []
  for (const { name, card } of asked)
    if (card) found.push({ name, card })
    else await unlink(join(place, name)).catch(() => {})
  return found
}

const silent: Card = { pid: null, address: null, state: 'holding' }

/** What the one who listens at `path` says; null when nobody does. */
async function ask(path: string): Promise<Card | null> {
  for (let attempt = 0; attempt < embeddedLimits.lockTries; attempt += 1) {
    const answer = await read(path)
    // Who closes just now takes the question and gives no answer; asked again, nobody is there.
    if (answer !== 'cut off') return answer
  }
  return silent
}

function read(path: string): Promise<Card | null | 'cut off'> {
  return new Promise((resolve) => {
    let text = ''
    const socket = connect(path)
    socket.setTimeout(embeddedLimits.lockAnswerTimeoutMs)
    socket.on('data', (data) => (text += data))
    socket.on('timeout', () => {
      socket.destroy()
      resolve(silent)
    })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve(null)
      else resolve(code === 'ECONNRESET' || code === 'EPIPE' ? 'cut off' : silent)
    })
    socket.on('end', () => {
      try {
        resolve(JSON.parse(text))
      } catch {
        resolve('cut off')
      }
    })
  })
}
