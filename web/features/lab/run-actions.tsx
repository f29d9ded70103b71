import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileText, RotateCcw, Square } from 'lucide-react'
import type { LabRun } from '../../../contract/shapes/lab-runs.ts'
import { api } from '../../api/client.ts'
import { unwrap } from '../../api/failure.ts'
import { labRunQuery } from '../../api/lab.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'

/** What can be done with a run: stop it; read its report, or let the same crowd in again. */
export function RunActions({ run }: { run: LabRun }) {
  const t = useLabTexts().run
  const client = useQueryClient()
  const { toast } = useSpeaker()
  const stop = useMutation({
    mutationFn: async () => unwrap(await api.stopLabRun({ params: { id: run.id } })),
    onError: (error) => toast({ tone: 'bad', title: textOf(error).title }),
    onSuccess: () => client.invalidateQueries({ queryKey: labRunQuery(run.id).queryKey }),
  })
  const report = `/api/v1/lab/runs/${run.id}/report`
  const icon = 'size-4.5'
  if (run.state === 'running') {
    const isStopping = stop.isPending || stop.isSuccess
    return (
      <Button
        look="quiet"
        busy={isStopping}
        icon={<Square aria-hidden="true" className={icon} />}
        onClick={() => stop.mutate()}
      >
        {isStopping ? t.stopping : t.stop}
      </Button>
    )
  }
  return (
    <>
      {run.report ? (
        <>
          <a
            href={`${report}?format=html`}
            target="_blank"
            rel="noreferrer"
            className={buttonStyle('primary')}
          >
            <FileText aria-hidden="true" className={icon} />
            {t.report}
          </a>
          <a href={report} download={`fullhouse-lab-${run.id}.json`} className={buttonStyle('quiet')}>
            {t.json}
          </a>
        </>
      ) : null}
      <Link to="/lab" search={{ again: run.id }} className={buttonStyle('ghost')}>
        <RotateCcw aria-hidden="true" className={icon} />
        {t.again}
      </Link>
    </>
  )
}
