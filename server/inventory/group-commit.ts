import { OverloadedFault } from '../domain/fault.ts'

export interface GroupCommitOptions<Job, Verdict> {
  /** Carries out a whole batch; verdicts in the jobs' order, an Error for a job that failed by itself. */
  run: (jobs: Job[]) => Promise<(Verdict | Error)[]>
  /** Jobs with the same key never travel in one batch. */
  keyOf: (job: Job) => string
  maxBatchJobs: number
  maxQueuedJobs: number
  maxBatchesInFlight: number
  /** While a batch is under way another leaves only with so many jobs, or when the first is back. One, unless given. */
  overlapJobs?: number
  /** Told of every batch that comes back, and how long it was away. */
  onBatch?: (jobs: number, ms: number) => void
}

export interface GroupCommit<Job, Verdict> {
  /** Rejects with an OverloadedFault when the queue is full, or with whatever `run` threw. */
  submit(job: Job): Promise<Verdict>
  /** Resolves when nothing is queued and nothing is under way. */
  idle(): Promise<void>
  readonly queued: number
}

interface Waiting<Job, Verdict> {
  job: Job
  resolve: (verdict: Verdict) => void
  reject: (cause: unknown) => void
}

/**
 * In-flight group commit. A batch leaves when none is under way, never on a timer: a lone job waits for nobody, and whatever
 * arrives while a batch is at the database travels in the next one. Batches grow with the load by themselves. Under a load that
 * fills them another one leaves before the first is back, so that the database works on one while it writes the other.
 *
 * State is one queue and one number, batches in flight; it changes in `submit`, `depart` and `land` only. Departure is put
 * off to the end of the event loop's turn, so that requests that arrived in one read of the network share a batch.
 */
export function createGroupCommit<Job, Verdict>(
  options: GroupCommitOptions<Job, Verdict>,
): GroupCommit<Job, Verdict> {
  const { run, keyOf, maxBatchJobs, maxQueuedJobs, maxBatchesInFlight, overlapJobs = 1, onBatch } = options
  let queue: Waiting<Job, Verdict>[] = []
  let inFlight = 0
  let departing = false
  let idlers: (() => void)[] = []

  function submit(job: Job): Promise<Verdict> {
    if (queue.length >= maxQueuedJobs) {
      return Promise.reject(new OverloadedFault(`${queue.length} jobs are waiting for the ledger`))
    }
    return new Promise((resolve, reject) => {
      queue.push({ job, resolve, reject })
      scheduleDeparture()
    })
  }

  function scheduleDeparture(): void {
    if (departing || inFlight >= maxBatchesInFlight || queue.length < (inFlight === 0 ? 1 : overlapJobs))
      return
    departing = true
    setImmediate(depart)
  }

  function depart(): void {
    departing = false
    const batch: Waiting<Job, Verdict>[] = []
    const left: Waiting<Job, Verdict>[] = []
    const keys = new Set<string>()
    let taken = 0
    for (const waiting of queue) {
      if (batch.length === maxBatchJobs) break
      taken += 1
      const key = keyOf(waiting.job)
      if (keys.has(key)) {
        left.push(waiting)
        continue
      }
      keys.add(key)
      batch.push(waiting)
    }
    queue = left.length === 0 ? queue.slice(taken) : left.concat(queue.slice(taken))
    if (batch.length === 0) return
    inFlight += 1
    const departedMs = performance.now()
    run(batch.map((waiting) => waiting.job)).then(
      (verdicts) => land(batch, departedMs, verdicts, null),
      (cause) => land(batch, departedMs, null, cause),
    )
    scheduleDeparture()
  }

  function land(
    batch: Waiting<Job, Verdict>[],
    departedMs: number,
    verdicts: (Verdict | Error)[] | null,
    cause: unknown,
  ): void {
    inFlight -= 1
    onBatch?.(batch.length, performance.now() - departedMs)
    batch.forEach((waiting, at) => {
      const verdict = verdicts === null ? cause : verdicts[at]
      if (verdicts === null || verdict instanceof Error) waiting.reject(verdict)
      else waiting.resolve(verdict as Verdict)
    })
    scheduleDeparture()
    if (inFlight === 0 && queue.length === 0) {
      for (const resolve of idlers) resolve()
      idlers = []
    }
  }

  function idle(): Promise<void> {
    if (inFlight === 0 && queue.length === 0) return Promise.resolve()
    return new Promise((resolve) => idlers.push(resolve))
  }

  return {
    submit,
    idle,
    get queued() {
      return queue.length
    },
  }
}
