import { useEffect, useRef } from 'react'
import type { LabRun } from '../../../contract/shapes/lab-runs.ts'
import { labTexts } from '../../i18n/lab-texts.ts'
import { useSpeaker } from '../../ui/toaster.tsx'

/** How it stands is said at most so often; a figure that changes twice a second must not be read twice a second. */
const SAY_EVERY_MS = 10_000

/** Says what a run does to those who do not see it: each new phase, now and then how far it is, and what came of it. */
export function useRunSpoken(run: LabRun): void {
  const { announce } = useSpeaker()
  const said = useRef<{ phase: string; atMs: number; state: LabRun['state'] } | null>(null)
  useEffect(() => {
    const { run: words, verdict } = labTexts()
    const phase = run.progress?.phase ?? 'preparing'
    const now = performance.now()
    const before = said.current
    if (run.state !== 'running') {
      // A run that was over when the page was opened is read like any page.
      if (before?.state === 'running' && run.outcome)
        announce(verdict.spoken(run.outcome.seats.sold, run.places, run.outcome.violations))
      said.current = { phase, atMs: now, state: run.state }
    } else if (before === null || before.phase !== phase || now - before.atMs >= SAY_EVERY_MS) {
      const far = run.progress ? ` ${words.progress(run.progress.counts.done, run.settings.buyers)}` : ''
      announce(`${words.phases[phase]}.${far}`)
      said.current = { phase, atMs: now, state: run.state }
    }
  }, [run, announce])
}
