import { KeyRound, X } from 'lucide-react'
import type { Event } from '../../../contract/shapes/events.ts'
import { textOf } from '../../api/refusal-texts.ts'
import type { CodeAtEvent } from '../../api/use-event-code.ts'
import { listSome } from '../../format/counts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'

/** Where an event keeps places, or a time before the sale, for who has a code. */
export function CodeEntry({ event, code }: { event: Event; code: CodeAtEvent }) {
  const t = useTexts().prices
  const { grant, check } = code
  const failure = check.error ? textOf(check.error) : null
  return (
    <section aria-label={t.haveCode} className="panel px-5 py-4 sm:px-6">
      {grant ? (
        <div className="flex items-center gap-3">
          <KeyRound aria-hidden="true" className="size-5 shrink-0 text-good" />
          <p className="flex-1 leading-snug">
            <span className="font-semibold">{t.applied(grant.code)}.</span>{' '}
            <span className="text-ink-soft">
              {grant.unlocks.length > 0
                ? t.opened(listSome(grant.unlocks))
                : grant.presale
                  ? t.presale
                  : t.forLater}
            </span>
          </p>
          <IconButton label={t.remove(grant.code)} onClick={code.remove}>
            <X aria-hidden="true" className="size-4.5" />
          </IconButton>
        </div>
      ) : (
        <div className="grid gap-x-10 gap-y-3 sm:grid-cols-[1fr_22rem] sm:items-center">
          <div className="leading-snug">
            <p className="font-display text-lg font-bold">{t.haveCode}</p>
            <p className="mt-0.5 text-[0.9375rem] text-ink-soft">
              {event.status === 'scheduled' ? t.presaleText : t.haveCodeText}
            </p>
          </div>
          <CodeField
            busy={check.isPending}
            error={failure && `${failure.title}. ${failure.text}`}
            onApply={check.mutate}
          />
        </div>
      )}
    </section>
  )
}
