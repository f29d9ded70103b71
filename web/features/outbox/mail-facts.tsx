import type { ReactNode } from 'react'
import type { ShownMail } from '../../../contract/shapes/mails.ts'
import { formatMoment } from '../../format/dates.ts'
import { useTexts } from '../../i18n/texts.ts'

export function MailFacts({ mail }: { mail: ShownMail }) {
  const t = useTexts().outbox
  return (
    <dl className="panel mt-5 grid gap-x-8 gap-y-3 p-5 text-[0.9375rem] sm:grid-cols-2 sm:p-6">
      {mail.content ? (
        <Fact name={t.subject} wide>
          {mail.content.subject}
        </Fact>
      ) : null}
      <Fact name={t.to}>{mail.recipient}</Fact>
      {mail.content?.replyTo ? <Fact name={t.replyTo}>{mail.content.replyTo}</Fact> : null}
      <Fact name={t.event}>{mail.event.title}</Fact>
      {mail.order ? <Fact name={t.order}>{mail.order.number}</Fact> : null}
      <Fact name={t.written}>{formatMoment(mail.createdAt)}</Fact>
      {mail.sentAt ? <Fact name={t.sentAt}>{formatMoment(mail.sentAt)}</Fact> : null}
      {mail.dueAt && mail.tries > 0 ? <Fact name={t.nextTry}>{formatMoment(mail.dueAt)}</Fact> : null}
      {mail.lastError ? (
        <Fact name={t.states.given_up} wide>
          <span className="text-bad">{mail.lastError}</span>, {t.tries(mail.tries)}
        </Fact>
      ) : null}
    </dl>
  )
}

function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <div className={wide ? 'min-w-0 sm:col-span-2' : 'min-w-0'}>
      <dt className="text-sm text-ink-faint">{name}</dt>
      <dd className="font-medium wrap-anywhere text-ink">{children}</dd>
    </div>
  )
}
