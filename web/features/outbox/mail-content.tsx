import { Paperclip } from 'lucide-react'
import { useState } from 'react'
import type { ShownMail } from '../../../contract/shapes/mails.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Notice } from '../../ui/notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'

/** The mail itself. Its HTML is framed from an address of its own, which lets it run, load and send nothing. */
export function MailContent({ mail }: { mail: ShownMail }) {
  const t = useTexts().outbox
  const [part, setPart] = useState<'html' | 'text'>('html')
  const { content } = mail
  if (content === null)
    return (
      <div className="mt-6">
        <Notice tone="warn">{t.unwritable(mail.fault ?? '')}</Notice>
      </div>
    )
  const files = content.attachments.filter(({ type }) => type !== 'image/png')
  return (
    <section className="mt-6">
      <Segmented
        label={t.show}
        value={part}
        onChange={setPart}
        className="max-w-sm"
        options={[
          { value: 'html', label: t.html },
          { value: 'text', label: t.text },
        ]}
      />
      {part === 'html' ? (
        <iframe
          title={t.frame}
          sandbox=""
          src={`/api/v1/organiser/mails/${mail.id}/preview`}
          className="panel mt-4 h-[48rem] w-full"
        />
      ) : (
        <pre className="panel mt-4 overflow-x-auto p-5 font-mono text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap sm:p-6">
          {content.text}
        </pre>
      )}
      {files.length > 0 ? (
        <>
          <h2 className="mt-6 font-semibold">{t.attachments}</h2>
          <ul className="mt-2 flex flex-wrap gap-2">
            {files.map(({ name, type, base64 }) => (
              <li key={name}>
                <a
                  href={`data:${type};base64,${base64}`}
                  download={name}
                  className="inline-flex min-h-11 items-center gap-2 rounded-full border border-line-strong/60 px-4 text-[0.9375rem] font-medium hover:bg-raised"
                >
                  <Paperclip aria-hidden="true" className="size-4" />
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="mt-6 max-w-[65ch] text-sm text-ink-faint">{t.asNow}</p>
    </section>
  )
}
