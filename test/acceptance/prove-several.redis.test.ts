import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

it('proves through a load balancer what one server is proved to do, with three', async () => {
  const command = ['lab/prove.ts', '--servers', '3', '--quick', '--seed', '20261121']
  const { stdout, stderr } = await promisify(execFile)(process.execPath, command, { cwd: root }).catch(
    (failed: { stdout: string; stderr: string }) => failed,
  )
  expect(stdout, stdout + stderr).toContain('Every seat sold, none sold twice.')
}, 240_000)
