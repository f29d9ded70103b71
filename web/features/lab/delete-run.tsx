import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LabRunSummary } from '../../../contract/shapes/lab-runs.ts'
import { api } from '../../api/client.ts'
import { unwrap } from '../../api/failure.ts'
import { labRunsQuery } from '../../api/lab.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { labTexts, useLabTexts } from '../../i18n/lab-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'

/** Asks once more. `run` is what is to go; null: nothing is asked. */
export function DeleteRun({ run, onClose }: { run: Pick<LabRunSummary, 'id'> | null; onClose: () => void }) {
  const t = useLabTexts().runs
  const client = useQueryClient()
  const { toast } = useSpeaker()
  const remove = useMutation({
    mutationFn: async (id: string) => unwrap(await api.deleteLabRun({ params: { id } })),
    onSuccess: () => toast({ tone: 'good', title: labTexts().runs.deleted }),
    onError: (error) => toast({ tone: 'bad', title: textOf(error).title }),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: labRunsQuery.queryKey })
      onClose()
    },
  })
  return (
    <Dialog
      open={run !== null}
      onClose={onClose}
      title={t.sure.title}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t.sure.keep}
          </Button>
          <Button look="danger" busy={remove.isPending} onClick={() => run && remove.mutate(run.id)}>
            {t.delete}
          </Button>
        </>
      }
    >
      <p className="leading-relaxed">{t.sure.text}</p>
    </Dialog>
  )
}
