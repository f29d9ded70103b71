import { useInfiniteQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { MailKind, MailState } from '../../contract/shapes/mails.ts'
import { useAccount } from '../api/account.ts'
import { type MailChoice, mailsQuery } from '../api/mails.ts'
import { textOf } from '../api/refusal-texts.ts'
import { MailRow } from '../features/outbox/mail-row.tsx'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Select } from '../ui/select.tsx'

/** What was, or would have been, sent to the guests of this organiser's events. */
export function OutboxPage() {
  const t = useTexts()
  const account = useAccount()
  const [choice, setChoice] = useState<MailChoice>({ kind: null, state: null })
  const mails = useInfiniteQuery({ ...mailsQuery(choice), enabled: account?.isOrganiser ?? false })
  if (account === null) return <Navigate to="/sign-in" search={{ to: '/organiser/mails' }} replace />
  if (account?.isOrganiser === false) return <Navigate to="/account" replace />
  const [first] = mails.data?.pages ?? []
  const rows = mails.data?.pages.flatMap((page) => page.mails) ?? []
  const isChosen = choice.kind !== null || choice.state !== null
  const { counts } = first ?? {}
  return (
    <div className="page max-w-4xl py-8 sm:py-12">
      <title>{t.app.title(t.outbox.page)}</title>
      <h1 className="font-extrabold tracking-[-0.03em] text-title">{t.outbox.title}</h1>
      <p className="mt-2 max-w-[60ch] text-ink-soft">{t.outbox.lead}</p>
      {first && !first.sending ? (
        <div className="mt-6">
          <Notice title={t.outbox.notSending.title}>{t.outbox.notSending.text}</Notice>
        </div>
      ) : null}
      <div className="mt-6 grid gap-3 sm:grid-cols-2">
        <Select
          label={t.outbox.kind}
          value={choice.kind ?? ''}
          onChange={({ target }) => setChoice({ ...choice, kind: (target.value || null) as MailKind | null })}
        >
          <option value="">{t.outbox.allKinds}</option>
          {Object.entries(t.outbox.kinds).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {name}
            </option>
          ))}
        </Select>
        <Select
          label={t.outbox.state}
          value={choice.state ?? ''}
          onChange={({ target }) =>
            setChoice({ ...choice, state: (target.value || null) as MailState | null })
          }
        >
          <option value="">
            {t.outbox.allStates(Object.values(counts ?? {}).reduce((sum, n) => sum + n, 0))}
          </option>
          {Object.entries(t.outbox.states).map(([state, name]) => (
            <option key={state} value={state}>
              {t.outbox.withCount(name, counts?.[state as MailState] ?? 0)}
            </option>
          ))}
        </Select>
      </div>
      <div className="mt-4">
        {mails.isError ? (
          <Notice
            tone="bad"
            title={textOf(mails.error).title}
            actions={<Button onClick={() => void mails.refetch()}>{t.app.tryAgain}</Button>}
          >
            {textOf(mails.error).text}
          </Notice>
        ) : first === undefined ? (
          <div aria-busy="true" className="skeleton h-96 rounded-lg" />
        ) : rows.length === 0 ? (
          <EmptyState title={isChosen ? t.outbox.nothing.title : t.outbox.empty.title}>
            {isChosen ? t.outbox.nothing.text : t.outbox.empty.text}
          </EmptyState>
        ) : (
          <ul className="panel divide-y divide-line overflow-hidden">
            {rows.map((mail) => (
              <li key={mail.id}>
                <MailRow mail={mail} />
              </li>
            ))}
          </ul>
        )}
        {mails.hasNextPage ? (
          <div className="mt-6 flex justify-center">
            <Button look="quiet" busy={mails.isFetchingNextPage} onClick={() => void mails.fetchNextPage()}>
              {t.outbox.older}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  )
}
