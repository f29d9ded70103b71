import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer, type TestServer } from '../setup/server.ts'

const root = join(import.meta.dirname, '../..')
let server: TestServer

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.[Symbol.asyncDispose]())

/** The commands that a visitor runs, as they run them. */
function run(script: string, ...parameters: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, script), '--url', server.url, ...parameters],
      { cwd: root },
      (error, stdout, stderr) => {
        const code = error ? (typeof error.code === 'number' ? error.code : 1) : 0
        resolve({ code, output: stdout + stderr })
      },
    )
  })
}

it('proves, with crowds of every kind, that every seat is sold and none is sold twice', async () => {
  const { code, output } = await run('lab/prove.ts', '--quick', '--seed', '20261121')
  expect(code, output).toBe(0)
  expect(output).toContain('Every seat sold, none sold twice.')
}, 120_000)

it('audits the demo events and finds that they add up', async () => {
  const { code, output } = await run('lab/audit.ts')
  expect(code, output).toBe(0)
  expect(output).toContain('The ledger adds up.')
})

it('says so when it cannot prove anything', async () => {
  const { code, output } = await run('lab/prove.ts', '--organiser-password', 'not the password')
  expect(code, output).toBe(1)
  expect(output).toContain('cannot sign in')
})
