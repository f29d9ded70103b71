import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Recorded } from './history.ts'

/** Reads what the processes of a crowd have recorded, and puts it in the order of the answers. */
export async function readHistory(paths: readonly string[]): Promise<Recorded[]> {
  const records: Recorded[] = []
  for (const path of paths) {
    const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })
    for await (const line of lines) if (line !== '') records.push(JSON.parse(line) as Recorded)
  }
  return records.sort((a, b) => a.to - b.to)
}
