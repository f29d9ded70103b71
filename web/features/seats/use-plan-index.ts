import { startTransition, useEffect, useState } from 'react'
import type { PlanDocument } from '../../seat-map/plan-document.ts'
import { indexPlan, type PlanIndex } from '../../seat-map/plan-index.ts'
import { layFloors } from '../../seat-map/zone-floor.ts'

/** Kept for as long as the plan itself is. */
const indexed = new WeakMap<object, PlanIndex>()

/** The plan, ready to be drawn and read. Null until it is: a large one takes a phone a tenth of a second, in turns of its own. */
export function usePlanIndex(plan: unknown): PlanIndex | null {
  const known = isDocument(plan) ? indexed.get(plan) : undefined
  const [, setReady] = useState<PlanIndex>()
  useEffect(() => {
    if (!isDocument(plan) || indexed.has(plan)) return
    let turn = setTimeout(() => {
      const index = indexPlan(plan)
      turn = setTimeout(() => {
        layFloors(index)
        indexed.set(plan, index)
        startTransition(() => setReady(index))
      })
    })
    return () => clearTimeout(turn)
  }, [plan])
  return known ?? null
}

const isDocument = (plan: unknown): plan is PlanDocument => typeof plan === 'object' && plan !== null
