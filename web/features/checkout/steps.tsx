import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { useTexts } from '../../i18n/texts.ts'

/** Where one is on the way from a seat to a ticket. */
export function Steps({ steps, at }: { steps: readonly string[]; at: number }) {
  const t = useTexts().checkout.steps
  return (
    <ol className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm font-medium">
      {steps.map((step, i) => (
        <li
          key={step}
          aria-current={i === at ? 'step' : undefined}
          className={clsx('flex items-center gap-2', i === at ? 'text-ink' : 'text-ink-faint')}
        >
          {i > 0 ? <span aria-hidden="true" className="h-px w-5 bg-line-strong/60 sm:w-8" /> : null}
          <span
            aria-hidden="true"
            className={clsx(
              'grid size-6 place-items-center rounded-full text-xs font-bold',
              i < at ? 'bg-good-wash text-good' : i === at ? 'bg-accent text-accent-ink' : 'bg-raised',
            )}
          >
            {i < at ? <Check className="size-3.5" /> : i + 1}
          </span>
          {/* On a phone what is done is a tick: in German all three words would not fit one line. */}
          <span className={clsx(i < at && 'max-[26rem]:sr-only')}>{step}</span>
          {i < at ? <span className="sr-only"> {t.done}</span> : null}
        </li>
      ))}
    </ol>
  )
}
