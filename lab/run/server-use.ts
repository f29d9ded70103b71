import { join } from 'node:path'
import { readLoad } from '../queue/server-load.ts'
import { postmasterOf, processorSeconds } from '../stage/processor-time.ts'
import type { ServerUse } from './describe-run.ts'

/** Processor seconds: the server's by its own metrics, its database's if that is ours and this system can tell. */
export async function serverUse(url: string, dataDir: string | undefined): Promise<ServerUse> {
  const load = await readLoad(url).catch(() => null)
  const database =
    dataDir === undefined ? null : processorSeconds({ database: [postmasterOf(join(dataDir, 'postgres'))] })
  return {
    server: load && load.cpuSeconds > 0 ? load.cpuSeconds : null,
    database: database?.database ?? null,
  }
}
