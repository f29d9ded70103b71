import { execFileSync, spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { chmod, cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { findBinaries } from '../../server/postgres/embedded/binaries.ts'
import { chooseRunAs } from '../../server/postgres/embedded/run-as.ts'
import { ask, dataFolder, type Owner } from '../setup/embedded.ts'

const isRoot = process.getuid?.() === 0
const nobody = { uid: 65534, gid: 65534 }

const uidOf = (pid: number) =>
  Number(execFileSync('ps', ['-o', 'uid=', '-p', String(pid)], { encoding: 'utf8' }))
const works = async (owner: Owner) =>
  expect(await ask(owner.connection, 'select 1 as one')).toEqual([{ one: 1 }])

test('an ordinary user runs PostgreSQL as itself', async () => {
  await using data = await dataFolder(isRoot ? nobody : undefined)
  const owner = await data.own()
  await works(owner)
  expect(uidOf(owner.postgresPid)).toBe(uidOf(owner.pid))
  expect(uidOf(owner.pid)).not.toBe(0)
  await owner.kill('SIGKILL')
  const next = await data.own()
  expect(next.postgresPid).toBe(owner.postgresPid)
  await works(next)
})

// Only root can find out what root can do.
if (isRoot) {
  test('root runs PostgreSQL as another user, also below a folder that this user may not enter', async () => {
    await using data = await dataFolder()
    await chmod(dirname(data.folder), 0o700)
    const owner = await data.own()
    await works(owner)
    expect(uidOf(owner.pid)).toBe(0)
    expect(uidOf(owner.postgresPid)).not.toBe(0)
    const folder = statSync(join(data.folder, 'postgres'))
    expect(folder.uid).toBe(uidOf(owner.postgresPid))
    expect(folder.mode & 0o777).toBe(0o700)
  })

  test('root runs PostgreSQL from below a folder that its user may not enter, with one capability and no more', async () => {
    const closed = await mkdtemp(join(tmpdir(), 'fullhouse-closed-'))
    const { postgres } = await findBinaries()
    for (const part of ['bin', 'lib'])
      await cp(join(postgres, '../..', part), join(closed, part), { recursive: true })
    const copied = join(closed, 'bin/postgres')
    const runAs = chooseRunAs(join(closed, 'data'), [copied])
    const run = (program: string, ...parts: string[]) => {
      const { file, args, ...ids } = runAs.command(program, parts)
      return spawnSync(file, args, { ...ids, encoding: 'utf8' })
    }
    // It finds itself, and goes on to look for its data.
    expect(run(copied, '-D', '/nonexistent').stderr).toContain('/nonexistent')
    const status = run('/bin/cat', '/proc/self/status').stdout
    const capabilities = BigInt(`0x${/^CapEff:\s*(\w+)/m.exec(status)?.[1]}`)
    expect([0b010n, 0b100n]).toContain(capabilities)
    expect(status).toMatch(/^NoNewPrivs:\s*1/m)
    await rm(closed, { recursive: true })
  })

  test('root uses an ordinary user’s data as that user, who can go on with it afterwards', async () => {
    await using data = await dataFolder(nobody)
    await (await data.own()).kill('SIGTERM')
    const asRoot = await data.own('ourselves')
    await works(asRoot)
    expect(uidOf(asRoot.postgresPid)).toBe(nobody.uid)
    await asRoot.kill('SIGTERM')
    await works(await data.own())
  })
}
