import type { LabRunSummary } from '../../../contract/shapes/lab-runs.ts'
import { texts } from '../../i18n/texts.ts'

/** “500 for 20”: what tells runs apart at a glance. */
export function runName({ settings, places }: Pick<LabRunSummary, 'settings' | 'places'>): string {
  return texts().lab.runs.name(settings.buyers, places)
}

/** “Chamber hall”, or how small the house is. */
export function houseName({ plan, places }: Pick<LabRunSummary, 'plan' | 'places'>): string {
  const { form, run } = texts().lab
  return plan === null
    ? `${form.kinds.small}, ${run.seats(places)}`
    : form.planPlaces(form.plans[plan], places)
}
