import { Link } from '@tanstack/react-router'
import type { ListedMail } from '../../../contract/shapes/mails.ts'
import { formatMoment } from '../../format/dates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { MailStateBadge } from './mail-state.tsx'

/** One mail in the list: what, to whom, for which event, and what became of it. */
export function MailRow({ mail }: { mail: ListedMail }) {
  const t = useTexts().outbox
  return (
    <Link
      to="/organiser/mails/$mailId"
      params={{ mailId: mail.id }}
      className="grid gap-x-6 gap-y-1 px-5 py-4 transition-colors hover:bg-raised sm:grid-cols-[minmax(0,1fr)_auto] sm:px-6"
    >
      <span className="min-w-0">
        <span className="block font-semibold text-ink">{t.kinds[mail.kind]}</span>
        <span className="block truncate text-[0.9375rem] text-ink-soft">{mail.event.title}</span>
        <span className="block truncate text-sm text-ink-faint">{mail.recipient}</span>
      </span>
      <span className="flex items-center justify-between gap-4 sm:flex-col sm:items-end sm:justify-center sm:gap-1.5">
        <MailStateBadge state={mail.state} />
        <time dateTime={mail.createdAt} className="tabular text-sm text-ink-faint">
          {formatMoment(mail.createdAt)}
        </time>
      </span>
      {mail.lastError && mail.state !== 'sent' ? (
        <span className="truncate text-sm text-bad sm:col-span-2">{mail.lastError}</span>
      ) : null}
    </Link>
  )
}
