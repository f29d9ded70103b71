import { mkdtempSync, rmSync } from 'node:fs'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One guard of the server, and what stands in its place. */
export interface Patch {
  /** From the repository's root. */
  file: string
  guard: string | RegExp
  instead: string
}

export interface PatchedCopy {
  folder: string
  remove(): void
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const copied = ['server', 'contract', 'plans', 'setup', 'package.json']
const linked = ['node_modules', 'web']

/**
 * A copy of the server's source with guards taken out, to be started like any other. Rejects when one of them is not found,
 * so that no mutant can silently be the server itself.
 */
export async function makePatchedCopy(patches: readonly Patch[]): Promise<PatchedCopy> {
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-mutant-'))
  const remove = (): void => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  // Also when the process is ended in the middle.
  process.once('exit', remove)
  try {
    for (const name of copied) await cp(join(root, name), join(folder, name), { recursive: true })
    for (const name of linked) await symlink(join(root, name), join(folder, name))
    for (const patch of patches) {
      const path = join(folder, patch.file)
      await writeFile(path, withoutGuard(await readFile(path, 'utf8'), patch))
    }
    return { folder, remove }
  } catch (cause) {
    remove()
    throw cause
  }
}

/** The text of a patch's file with the guard taken out. Throws when it is not there exactly once. */
export function withoutGuard(text: string, { file, guard, instead }: Patch): string {
  const parts = text.split(guard)
  if (parts.length !== 2)
    throw new Error(`${file} has ${parts.length - 1} times what is to be replaced: ${guard}`)
  return parts.join(instead)
}
