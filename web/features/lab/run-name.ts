import type { LabRunSummary } from '../../../contract/shapes/lab-runs.ts'
import { labTexts } from '../../i18n/lab-texts.ts'

/** “500 for 20”: what tells runs apart at a glance. */
export function runName({ settings, places }: Pick<LabRunSummary, 'settings' | 'places'>): string {
  return labTexts().runs.name(settings.buyers, places)
}

/** “Chamber hall”, or how small the house is. */
export function houseName({ plan, places }: Pick<LabRunSummary, 'plan' | 'places'>): string {
  const { form, run } = labTexts()
  return plan === null
    ? `${form.kinds.small}, ${run.seats(places)}`
    : form.planPlaces(form.plans[plan], places)
}
