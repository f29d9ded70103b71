import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft, RotateCw } from 'lucide-react'
import { uniqueKey } from '../api/attempt.ts'
import { api } from '../api/client.ts'
import { unwrap } from '../api/failure.ts'
import { allMails, mailQuery } from '../api/mails.ts'
import { textOf } from '../api/refusal-texts.ts'
import { MailContent } from '../features/outbox/mail-content.tsx'
import { MailFacts } from '../features/outbox/mail-facts.tsx'
import { MailStateBadge } from '../features/outbox/mail-state.tsx'
import { texts, useTexts } from '../i18n/texts.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { useSpeaker } from '../ui/toaster.tsx'
import { PagePending } from './page-pending.tsx'

const route = getRouteApi('/organiser/mails/$mailId')

export function OutboxMailPage() {
  const t = useTexts()
  const { mailId } = route.useParams()
  const client = useQueryClient()
  const { toast } = useSpeaker()
  const found = useQuery(mailQuery(mailId))
  const retry = useMutation({
    mutationFn: async () =>
      unwrap(await api.retryMail({ params: { id: mailId } }, { idempotencyKey: uniqueKey() })),
    onSuccess: async () => {
      toast({ tone: 'good', title: texts().outbox.retried })
      await client.invalidateQueries({ queryKey: allMails })
    },
    onError: (error) => toast({ tone: 'bad', title: textOf(error).title }),
  })
  const back = (
    <Link to="/organiser/mails" className={buttonStyle('ghost', 's', '-ms-3.5')}>
      <ArrowLeft aria-hidden="true" className="size-4" />
      {t.outbox.all}
    </Link>
  )
  if (found.isError)
    return (
      <div className="page max-w-4xl py-8">
        {back}
        <EmptyState level={1} title={t.outbox.gone.title}>
          {t.outbox.gone.text}
        </EmptyState>
      </div>
    )
  if (found.data === undefined) return <PagePending />
  const mail = found.data
  return (
    <div className="page max-w-4xl py-8 sm:py-10">
      <title>{t.app.title(t.outbox.kinds[mail.kind])}</title>
      {back}
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="font-extrabold tracking-[-0.03em] text-title">{t.outbox.kinds[mail.kind]}</h1>
        <MailStateBadge state={mail.state} />
      </div>
      <MailFacts mail={mail} />
      {mail.state === 'given_up' ? (
        <Button
          className="mt-5"
          busy={retry.isPending}
          icon={<RotateCw aria-hidden="true" className="size-4.5" />}
          onClick={() => retry.mutate()}
        >
          {t.outbox.retry}
        </Button>
      ) : null}
      <MailContent mail={mail} />
    </div>
  )
}
