import type { LabRunSummary } from '../../../contract/shapes/lab-runs.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { Badge } from '../../ui/badge.tsx'

/** What came of a run, or what it is doing. */
export function RunBadge({ run }: { run: Pick<LabRunSummary, 'state' | 'outcome'> }) {
  const t = useLabTexts().runs
  if (run.outcome !== null)
    return run.outcome.passed ? (
      <Badge tone="good">{t.sound}</Badge>
    ) : (
      <Badge tone="bad">{t.violations(run.outcome.violations)}</Badge>
    )
  return <Badge tone={run.state === 'failed' ? 'warn' : 'plain'}>{t.states[run.state]}</Badge>
}
