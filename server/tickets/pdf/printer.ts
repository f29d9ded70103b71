import { Worker } from 'node:worker_threads'
import { UnavailableFault } from '../../domain/fault.ts'
import { ticketLimits } from '../../limits/ticket-limits.ts'
import type { PrintJob } from './print-job.ts'
import type { PrintReply } from './print-thread.ts'

/** Makes PDF files. */
export interface Printer {
  /** Null when there is nothing to print: no valid ticket. Throws an UnavailableFault when too much is waiting. */
  print(job: PrintJob): Promise<Buffer | null>
  stop(): Promise<void>
}

interface Waiting {
  resolve(file: Buffer | null): void
  reject(error: Error): void
}

/**
 * Drawing a page takes 50 to 100 ms of a core (2026-11), for which in a rush a thousand holds would have to wait. So it is
 * done in a thread of its own: started when something is to be printed, ended when nothing was for a while.
 */
export function createPrinter(): Printer {
  const waiting = new Map<number, Waiting>()
  let thread: Worker | null = null
  let idle: NodeJS.Timeout | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(new URL('print-thread.ts', import.meta.url))
    const lose = (error: Error) => {
      if (thread === started) thread = null
      for (const job of waiting.values()) job.reject(error)
      waiting.clear()
    }
    started.on('message', (reply: PrintReply) => {
      const job = waiting.get(reply.id)
      waiting.delete(reply.id)
      rest()
      if (job === undefined) return
      if ('error' in reply) job.reject(new Error(`a PDF could not be drawn: ${reply.error}`))
      else
        job.resolve(
          reply.file && Buffer.from(reply.file.buffer, reply.file.byteOffset, reply.file.byteLength),
        )
    })
    started.on('error', lose)
    started.on('exit', () => lose(new UnavailableFault('the printing thread ended')))
    return started
  }

  /** The server may stop, and a test end, while the thread has nothing to do. */
  function rest(): void {
    if (waiting.size > 0) return
    thread?.unref()
    idle = setTimeout(() => void stop(), ticketLimits.printerIdleMs).unref()
  }

  async function stop(): Promise<void> {
    clearTimeout(idle)
    const stopped = thread
    thread = null
    await stopped?.terminate()
  }

  return {
    print(job) {
      if (waiting.size >= ticketLimits.pdfsWaiting)
        return Promise.reject(new UnavailableFault('too many PDF files are waiting to be drawn'))
      clearTimeout(idle)
      thread ??= start()
      thread.ref()
      const id = (lastId += 1)
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        thread!.postMessage({ id, job })
      })
    },
    stop,
  }
}
