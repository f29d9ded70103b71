import { parentPort } from 'node:worker_threads'
import { type PrintJob, runPrintJob } from './print-job.ts'

/** The other side of printer.ts: draws one job after the other. */
export type PrintReply = { id: number; file: Uint8Array | null } | { id: number; error: string }

parentPort!.on('message', ({ id, job }: { id: number; job: PrintJob }) => {
  runPrintJob(job).then(
    (file) => parentPort!.postMessage({ id, file } satisfies PrintReply),
    (error: Error) =>
      parentPort!.postMessage({ id, error: error.stack ?? String(error) } satisfies PrintReply),
  )
})
