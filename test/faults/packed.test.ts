import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, copyFileSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { pack } from '../../setup/pack.ts'
import { freshDatabase } from '../setup/database.ts'
import { organiser, putOn, shopper } from '../setup/shopper.ts'

/*
 * What the image has, started as the image starts it: by an ordinary user, from a folder in which nothing can be written, with
 * neither a home nor a folder for temporary files.
 */

const root = resolve(import.meta.dirname, '../..')

/** A packed server in a folder that nobody may write to; `node` beside it, because others may not enter where ours lies. */
function packed() {
  const parent = mkdtempSync(join(tmpdir(), 'fullhouse-packed-'))
  chmodSync(parent, 0o755)
  const folder = join(parent, 'fullhouse')
  pack(folder)
  const node = join(parent, 'node')
  copyFileSync(process.execPath, node)
  chmodSync(node, 0o755)
  const check = join(parent, 'health-check.mjs')
  copyFileSync(join(root, 'deploy/health-check.mjs'), check)
  setMode('a-w,a+rX')
  return {
    folder,
    node,
    check,
    [Symbol.dispose]() {
      setMode('u+w')
      rmSync(parent, { recursive: true, force: true })
    },
  }

  function setMode(mode: string): void {
    execFileSync('chmod', ['-R', mode, folder])
  }
}

/** Every file with its size and the time it was written. */
function contents(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => {
      const { size, mtimeMs } = statSync(join(folder, path))
      return `${path} ${size} ${mtimeMs}`
    })
    .sort()
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = ''
  const ended = once(child, 'exit').then(() => {
    throw new Error(`it ended before it served; it said:\n${said}`)
  })
  const served = new Promise<string>((tell) => {
    for (const output of [child.stdout!, child.stderr!])
      output.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const address = /^Fullhouse is open at (\S+)$/m.exec(said)?.[1]
        if (address) tell(address)
      })
  })
  ended.catch(() => {})
  return Promise.race([served, ended])
}

it('a packed server sells and prints as an ordinary user without writing anything, and stops when it is told', async () => {
  await using database = await freshDatabase({ migrated: false })
  using place = packed()
  // Root's tests run it as the user who may use the database's socket.
  const { uid, gid } = statSync(database.connection.host)
  const ids = process.getuid?.() === 0 ? { uid, gid } : {}
  expect(ids.uid).not.toBe(0)
  const env = {
    NODE_ENV: 'production',
    HOME: '/nonexistent',
    TMPDIR: '/nonexistent',
    HOST: '127.0.0.1',
    PORT: '0',
    FULLHOUSE_DEMO: '1',
    DATABASE_URL: database.url,
  }
  const run = (...args: string[]) =>
    spawn(place.node, args, { ...ids, env, cwd: place.folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const before = contents(place.folder)

  const migrating = run('server/migrate.ts')
  expect(await once(migrating, 'exit')).toEqual([0, null])

  const server = run('server/main.ts', '--no-web-build')
  try {
    const url = await addressOf(server)
    expect((await fetch(url)).headers.get('content-type')).toContain('text/html')
    const checking = spawn(place.node, [place.check], { ...ids, env: { PORT: new URL(url).port } })
    expect(await once(checking, 'exit')).toEqual([0, null])

    const event = await putOn(await organiser(url), 10)
    const ada = shopper(url)
    const held = await ada.api.placeHold({ params: { idOrSlug: event }, body: { quantity: 1 } })
    expect(held).toMatchObject({ ok: true })
    const buyer = { name: 'Mary Jackson', email: 'mary@example.com' }
    const ordered = await ada.api.placeOrder({ body: { holdId: held.ok ? held.value.id : '', buyer } })
    expect(ordered).toMatchObject({ ok: true })
    // Drawn by a thread that is started for it, with type that is read from packages.
    const printed = await ada.fetch(`/api/v1/orders/${ordered.ok ? ordered.value.id : ''}/tickets.pdf`)
    expect(printed.headers.get('content-type')).toBe('application/pdf')
    expect((await printed.arrayBuffer()).byteLength).toBeGreaterThan(5_000)
  } finally {
    const ended = once(server, 'exit')
    server.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
  }
  expect(contents(place.folder)).toEqual(before)

  const unhealthy = spawn(place.node, [place.check], { ...ids, env: { PORT: '1' } })
  expect(await once(unhealthy, 'exit')).toEqual([1, null])
})
