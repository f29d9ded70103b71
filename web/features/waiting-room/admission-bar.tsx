import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { QueueView } from '../../../contract/shapes/queue.ts'
import { api } from '../../api/client.ts'
import { unwrap } from '../../api/failure.ts'
import { queueQuery } from '../../api/queue-query.ts'
import { useCountdown } from '../../clock/use-countdown.ts'
import { formatCountdown } from '../../format/countdown.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'

/** For somebody who has been let in: how long they may choose, and a way to make room for the next one sooner. */
export function AdmissionBar({ slug, view }: { slug: string; view: QueueView }) {
  const t = useTexts().waitingRoom
  const client = useQueryClient()
  const left = useCountdown(view.place?.admission?.expiresAt ?? null)
  const leave = useMutation({
    mutationFn: async () => unwrap(await api.leaveQueue({ params: { idOrSlug: slug } })),
    onSuccess: () => client.invalidateQueries({ queryKey: queueQuery(slug).queryKey }),
  })
  return (
    <div className="panel flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-3.5">
      <p className="tabular text-ink-soft">
        {left === null || left <= 0 ? t.over : t.left(formatCountdown(left))}
      </p>
      <Button look="quiet" size="s" disabled={leave.isPending} onClick={() => leave.mutate()}>
        {t.leave}
      </Button>
    </div>
  )
}
