import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { OverloadedFault } from '../domain/fault.ts'
import { createGroupCommit } from './group-commit.ts'

/** A database that answers when told to. */
function controlled() {
  const batches: { jobs: number[]; answer: (cause?: unknown) => void }[] = []
  const run = (jobs: number[]) =>
    new Promise<number[]>((resolve, reject) => {
      batches.push({
        jobs,
        answer: (cause) => (cause ? reject(cause) : resolve(jobs.map((job) => job * 10))),
      })
    })
  return { batches, run }
}

const bounds = {
  maxBatchJobs: 3,
  maxQueuedJobs: 5,
  maxBatchesInFlight: 1,
  keyOf: (job: number) => String(job),
}

describe('group commit', () => {
  it('sends a lone job at once', async () => {
    const database = controlled()
    const group = createGroupCommit({ ...bounds, run: database.run })
    const verdict = group.submit(1)
    await turn()
    expect(database.batches.map((batch) => batch.jobs)).toEqual([[1]])
    database.batches[0]!.answer()
    expect(await verdict).toBe(10)
  })

  it('sends what arrives meanwhile together, up to the bound, in order', async () => {
    const database = controlled()
    const group = createGroupCommit({ ...bounds, run: database.run })
    const first = group.submit(1)
    await turn()
    const others = [2, 3, 4, 5].map((job) => group.submit(job))
    await turn()
    expect(database.batches).toHaveLength(1)
    database.batches[0]!.answer()
    await first
    await turn()
    expect(database.batches[1]!.jobs).toEqual([2, 3, 4])
    database.batches[1]!.answer()
    await others[0]
    await turn()
    expect(database.batches[2]!.jobs).toEqual([5])
    database.batches[2]!.answer()
    expect(await Promise.all(others)).toEqual([20, 30, 40, 50])
    await group.idle()
  })

  it('overlaps batches only when the second would be full', async () => {
    const database = controlled()
    const group = createGroupCommit({ ...bounds, maxBatchesInFlight: 2, overlapJobs: 3, run: database.run })
    const all = [group.submit(1)]
    await turn()
    all.push(group.submit(2), group.submit(3))
    await turn()
    expect(database.batches.map((batch) => batch.jobs)).toEqual([[1]])
    all.push(group.submit(4))
    await turn()
    expect(database.batches.map((batch) => batch.jobs)).toEqual([[1], [2, 3, 4]])
    all.push(group.submit(5))
    database.batches[1]!.answer()
    await all[1]
    await turn()
    expect(database.batches, 'one is under way still').toHaveLength(2)
    database.batches[0]!.answer()
    await all[0]
    await turn()
    expect(database.batches[2]!.jobs).toEqual([5])
    database.batches[2]!.answer()
    expect(await Promise.all(all)).toEqual([10, 20, 30, 40, 50])
  })

  it('keeps jobs of one key apart', async () => {
    const database = controlled()
    const group = createGroupCommit({ ...bounds, keyOf: () => 'same customer', run: database.run })
    const both = [group.submit(1), group.submit(2)]
    await turn()
    expect(database.batches[0]!.jobs).toEqual([1])
    database.batches[0]!.answer()
    await both[0]
    await turn()
    expect(database.batches[1]!.jobs).toEqual([2])
    database.batches[1]!.answer()
    await both[1]
  })

  it('refuses more than its bound, and goes on after a failed batch', async () => {
    const database = controlled()
    const group = createGroupCommit({ ...bounds, run: database.run })
    const first = group.submit(0)
    await turn()
    const queued = [1, 2, 3, 4, 5].map((job) => group.submit(job))
    await expect(group.submit(6)).rejects.toBeInstanceOf(OverloadedFault)
    database.batches[0]!.answer(new Error('connection lost'))
    await expect(first).rejects.toThrow('connection lost')
    await turn()
    database.batches[1]!.answer()
    await turn()
    await turn()
    database.batches[2]!.answer()
    expect(await Promise.all(queued)).toEqual([10, 20, 30, 40, 50])
  })
})
