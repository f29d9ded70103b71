import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { restoreLinks } from './binaries.ts'

test('links of libraries that npm did not make are made, and those that are there are left', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fullhouse-links-'))
  await mkdir(join(folder, 'native/lib'), { recursive: true })
  await writeFile(join(folder, 'native/lib/libpq.so.5.18'), 'library')
  await symlink('libpq.so.5.18', join(folder, 'native/lib/libpq.so.5'))
  const list = ['libpq.so', 'libpq.so.5'].map((name) => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${name}`,
  }))
  await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(list))
  // Two servers may start at the same time.
  await Promise.all([restoreLinks(folder), restoreLinks(folder)])
  for (const name of ['libpq.so', 'libpq.so.5'])
    expect(await readFile(join(folder, 'native/lib', name), 'utf8')).toBe('library')
  await rm(folder, { recursive: true })
})

test('a package without a list has nothing to link', async () => {
  await expect(restoreLinks('/nonexistent')).resolves.toBeUndefined()
})
