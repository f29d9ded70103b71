import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Locked, lockFolder } from './folder-lock.ts'

async function someFolder(name = 'data') {
  const folder = await mkdtemp(join(tmpdir(), `fullhouse-lock-${name}`))
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}

async function release(...all: Locked[]): Promise<void> {
  for (const each of all) if (each.ok) await each.lock.release()
}

/** A process that locks the folder and is killed. */
async function lockAndDie(folder: string): Promise<void> {
  const module = JSON.stringify(join(import.meta.dirname, 'folder-lock.ts'))
  const script = `const { lockFolder } = await import(${module}); await lockFolder(process.argv[1]); process.kill(process.pid, 'SIGKILL')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], { stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL'])
}

test('the second is told who the first is, and may have the folder afterwards', async () => {
  await using place = await someFolder()
  const first = await lockFolder(place.folder)
  expect(first.ok).toBe(true)
  expect(await lockFolder(place.folder)).toEqual({ ok: false, holder: { pid: process.pid, address: null } })
  if (first.ok) first.lock.announce('http://localhost:3000')
  expect(await lockFolder(place.folder)).toMatchObject({ holder: { address: 'http://localhost:3000' } })
  await release(first)
  const next = await lockFolder(place.folder)
  expect(next.ok).toBe(true)
  await release(next)
  expect(await readdir(place.folder)).toEqual([])
})

test('the kernel gives the lock of a killed process back', async () => {
  await using place = await someFolder()
  await lockAndDie(place.folder)
  expect(await readdir(place.folder)).toEqual([expect.stringMatching(/^lock\./)])
  const locked = await lockFolder(place.folder)
  expect(locked.ok).toBe(true)
  await release(locked)
})

test('of many that come at once, with a dead one’s lock in the way, one has the folder', async () => {
  await using place = await someFolder()
  for (let round = 0; round < 5; round += 1) {
    await lockAndDie(place.folder)
    const all = await Promise.all(Array.from({ length: 12 }, () => lockFolder(place.folder)))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    await release(...all)
  }
})

test('a folder whose path is too long for a socket is locked all the same', async () => {
  await using place = await someFolder('x'.repeat(100))
  const first = await lockFolder(place.folder)
  expect(first.ok).toBe(true)
  expect((await lockFolder(place.folder)).ok).toBe(false)
  await release(first)
})
