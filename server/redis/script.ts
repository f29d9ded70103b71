import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A script as Redis keeps it: by the hash of its text. */
export interface Script {
  readonly name: string
  readonly text: string
  readonly sha: string
}

/** Puts a script together from its files, in this order: what it shares with others first. */
export function readScript(name: string, files: readonly URL[]): Script {
  return scriptOf(name, files.map((file) => readFileSync(file, 'utf8')).join('\n'))
}

export function scriptOf(name: string, text: string): Script {
  return { name, text, sha: createHash('sha1').update(text).digest('hex') }
}
