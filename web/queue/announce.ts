import type { QueueView } from '../../contract/shapes/queue.ts'

/** Distances that are worth interrupting somebody for. */
const MILESTONES = [5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 1, 0]

/** Whether something has changed that a screen reader should say: a new phase or state, or a milestone passed. */
export function isNews(before: QueueView | null, now: QueueView): boolean {
  if (before === null) return true
  if (before.status.phase !== now.status.phase || before.place?.state !== now.place?.state) return true
  const [from, to] = [before.place?.ahead ?? null, now.place?.ahead ?? null]
  if (from === null || to === null) return from !== to
  return MILESTONES.some((milestone) => to <= milestone && milestone < from)
}
