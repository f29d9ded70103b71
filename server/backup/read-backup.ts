import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { BackupHeader, BackupLine } from './backup-format.ts'

/** A file that is no backup, or not a whole one. The message is for people. */
export class BrokenBackup extends Error {}

/** The lines of a backup. Throws a BrokenBackup where the file ends too soon or is something else. */
export async function* readBackup(path: string): AsyncGenerator<BackupLine> {
  const gunzip = createGunzip()
  // Errors of either reach whoever reads the lines, as the iterator's.
  pipeline(createReadStream(path), gunzip, () => {})
  try {
    for await (const text of createInterface({ input: gunzip, crlfDelay: Number.POSITIVE_INFINITY }))
      yield JSON.parse(text) as BackupLine
    if (gunzip.errored) throw gunzip.errored
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException
    const why = code === 'Z_BUF_ERROR' ? 'it ends in the middle' : message
    throw new BrokenBackup(`${path} is not a whole backup of Fullhouse: ${why}.`, { cause })
  }
}

/** Reads a file from end to end and gives its header, so that nothing is begun with a file that is not whole. */
export async function checkBackup(path: string): Promise<BackupHeader> {
  const broken = (why: string) => new BrokenBackup(`${path} is not a whole backup of Fullhouse: ${why}.`)
  let header: BackupHeader | undefined
  let table: string | undefined
  let ended = false
  const counted: Record<string, number> = {}
  for await (const line of readBackup(path)) {
    if (ended) throw broken('there is something after its end')
    if (header === undefined) {
      if (!('fullhouse' in line) || line.format !== 1) throw broken('it does not begin like one')
      header = line
    } else if (Array.isArray(line)) {
      if (table === undefined) throw broken('there are rows of no table')
      counted[table]! += line.length
    } else if ('table' in line) {
      table = line.table
      counted[table] = 0
    } else if ('end' in line) {
      for (const [name, rows] of Object.entries(line.end))
        if (counted[name] !== rows) throw broken(`${name} has ${counted[name]} rows, not ${rows}`)
      ended = true
    }
  }
  if (header === undefined || !ended) throw broken('it ends in the middle')
  return header
}
