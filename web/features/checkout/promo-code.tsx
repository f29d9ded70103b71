import { BadgePercent, KeyRound, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Hold } from '../../../contract/shapes/holds.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CodeField } from '../../ui/code-field.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import type { QuoteAtCheckout } from './use-quote.ts'

/** A code for the order: out of the way until somebody has one, then applied at once, and removable. */
export function PromoCode({ hold, quote }: { hold: Hold; quote: QuoteAtCheckout }) {
  const t = useTexts().prices
  const { announce } = useSpeaker()
  const { apply, code, suggested } = quote
  const [open, setOpen] = useState(false)
  const tried = useRef(false)
  const { mutate } = apply

  useEffect(() => {
    if (tried.current || suggested === null) return
    tried.current = true
    setOpen(true)
    mutate(suggested)
  }, [suggested, mutate])

  if (hold.code !== undefined) {
    return (
      <p className="flex items-center gap-2 text-sm text-ink-soft">
        <KeyRound aria-hidden="true" className="size-4 text-accent-text" />
        {t.appliedAtHold(hold.code)}
      </p>
    )
  }
  if (code !== null) {
    const shown = quote.quote?.code ?? code.toUpperCase()
    return (
      <p className="flex items-center gap-2.5 self-start justify-self-start rounded-full bg-good-wash ps-4 pe-1 font-medium">
        <BadgePercent aria-hidden="true" className="size-4.5 text-good" />
        {t.applied(shown)}
        <IconButton
          label={t.remove(shown)}
          onClick={() => {
            quote.remove()
            setOpen(false)
          }}
        >
          <X aria-hidden="true" className="size-4.5" />
        </IconButton>
      </p>
    )
  }
  if (!open) {
    return (
      <Button look="ghost" className="-ms-5 justify-self-start" onClick={() => setOpen(true)}>
        {t.haveCode}
      </Button>
    )
  }
  const failure = apply.error ? textOf(apply.error) : null
  return (
    <CodeField
      initial={suggested ?? ''}
      busy={apply.isPending}
      error={failure && `${failure.title}. ${failure.text}`}
      onApply={(text) =>
        mutate(text, { onSuccess: (made) => announce(t.applied(made.code ?? text.toUpperCase())) })
      }
    />
  )
}
