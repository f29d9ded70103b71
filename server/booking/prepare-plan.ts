import { checkPlan } from '../domain/check-plan.ts'
import { type Outcome, ok, refuse } from '../domain/outcome.ts'
import { layoutOf, type PlanLayout } from '../domain/plan-layout.ts'
import { indexPlan, type SeatIndex } from '../domain/seat-index.ts'
import { findUnstorable } from '../domain/storable.ts'
import { eventLimits } from '../limits/event-limits.ts'

/** A plan that was checked, numbered, and is ready to be stored. */
export interface PreparedPlan {
  index: SeatIndex
  layout: PlanLayout
  /** The document as JSON text. */
  document: string
  /** Null when it is simply plan order. */
  seatOrder: readonly string[] | null
  /** Null when it would be longer than it is worth: a list then loads the plan itself. */
  storedLayout: string | null
}

interface InvalidPlan {
  code: 'INVALID_PLAN'
  faults: { path: string; message: string }[]
}

/** `previousOrder` is the seat ids of the version before, by index. */
export function preparePlan(
  document: unknown,
  previousOrder?: readonly string[],
): Outcome<PreparedPlan, InvalidPlan> {
  const unstorable = findUnstorable(document)
  if (unstorable !== null) return refuse({ code: 'INVALID_PLAN', faults: [unstorable] })
  const verdict = checkPlan(document)
  if (!verdict.ok) return refuse({ code: 'INVALID_PLAN', faults: verdict.faults })
  const index = indexPlan(verdict.plan, previousOrder)
  if (index.places > eventLimits.placesEver) {
    const message = `with the seats that earlier versions had there are ${index.places} places; at most ${eventLimits.placesEver} can ever be numbered`
    return refuse({ code: 'INVALID_PLAN', faults: [{ path: 'zones', message }] })
  }
  const layout = layoutOf(index)
  // `order` is ours: the reply of GET …/plan carries the seat order under this key.
  const { order: _, ...plan } = verdict.plan as typeof verdict.plan & { order?: unknown }
  return ok({
    index,
    layout,
    document: JSON.stringify(plan),
    seatOrder: previousOrder === undefined ? null : index.seatIds,
    storedLayout:
      layout.stretches.starts.length <= eventLimits.layoutStretches ? JSON.stringify(layout) : null,
  })
}
