import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** A file of this repository, by its path from the root. */
export interface SourceFile {
  path: string
  text: string
}

/** Every file that git knows or would add, with one of these endings. */
export function sourceFiles(...endings: string[]): SourceFile[] {
  return execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => endings.some((ending) => path.endsWith(ending)) && existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

export interface Import {
  /** Path from the root of what is imported. */
  target: string
  /** Whether nothing of it is left when the types are gone. */
  typeOnly: boolean
}

const statement =
  /^\s*(?:import|export)\s(?:(type)\s)?[^'"`;]*?from\s+'(\.[^']+)'|^\s*import\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/gm

/** What a file imports of ours. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(statement)].map(([, type, from, bare, dynamic]) => ({
    target: normalize(join(dirname(path), (from ?? bare ?? dynamic)!)),
    typeOnly: type !== undefined,
  }))
}
