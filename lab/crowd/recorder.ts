import { closeSync, openSync, writeSync } from 'node:fs'
import type { Recorded } from '../check/history.ts'

export interface Recorder {
  record(what: Recorded): void
  /** Writes what is left, and says how many bytes the file has. */
  close(): number
}

const flushBytes = 256 * 1024

/** A history as lines of JSON in a file: a run of fifty thousand buyers need not fit into memory while it goes on. */
export function createRecorder(path: string): Recorder {
  const file = openSync(path, 'w', 0o600)
  let lines: string[] = []
  let waiting = 0
  let written = 0
  const flush = (): void => {
    if (lines.length === 0) return
    written += writeSync(file, lines.join(''))
    lines = []
    waiting = 0
  }
  return {
    record(what) {
      const line = `${JSON.stringify(what)}\n`
      lines.push(line)
      waiting += line.length
      if (waiting >= flushBytes) flush()
    },
    close() {
      flush()
      closeSync(file)
      return written
    },
  }
}
