import { clsx } from 'clsx'
import { ChevronUp } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'

interface TrayProps {
  label: string
  /** Always in sight. */
  summary: ReactNode
  action: ReactNode
  /** The list; behind a press on a phone, open on a desk. */
  children: ReactNode
  /** Between list and summary, and always in sight: what cannot wait. */
  banner?: ReactNode
  footnote?: ReactNode
  /** Warm, when the places are the visitor's. */
  lit?: boolean
  /** The list is shown at once on a phone too. */
  openAtFirst?: boolean
  /** Open from the start and part of the page, where there is no map to keep in sight. */
  inFlow?: boolean
}

/** A bar at the thumb on a phone that opens into a sheet; a panel beside the map on a desk. */
export function Tray({
  label,
  summary,
  action,
  children,
  banner,
  footnote,
  lit = false,
  openAtFirst = false,
  inFlow = false,
}: TrayProps) {
  const t = useTexts().seats
  const [open, setOpen] = useState(openAtFirst)
  const id = useId()
  return (
    <section
      aria-label={label}
      data-held={lit || undefined}
      className={clsx(
        'border-line bg-surface lg:rounded-lg lg:border',
        inFlow
          ? 'rounded-lg border pt-4 lg:pt-0'
          : 'max-lg:animate-[sheet-in_260ms_var(--ease-out)] max-lg:rounded-t-xl max-lg:border-t max-lg:shadow-sheet',
        lit && 'max-lg:border-accent lg:shadow-[0_0_0_1px_var(--accent),0_0_48px_-12px_var(--glow)]',
      )}
    >
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
        className="flex min-h-7 w-full items-center justify-center rounded-t-xl pt-2 text-ink-faint hover:text-ink lg:hidden"
        hidden={inFlow}
      >
        <ChevronUp aria-hidden="true" className={clsx('size-5 transition-transform', open && 'rotate-180')} />
        <span className="sr-only">{open ? t.hideList : t.showList}</span>
      </button>
      <div
        id={id}
        className={clsx(
          'max-h-[46dvh] overflow-y-auto px-5 lg:block lg:max-h-[22rem] lg:px-6 lg:pt-5',
          open || inFlow ? 'block pb-2' : 'hidden',
        )}
      >
        {children}
      </div>
      {banner}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 pt-1 lg:flex-nowrap pb-[max(0.875rem,env(safe-area-inset-bottom))] lg:flex-col lg:items-stretch lg:px-6 lg:pt-4 lg:pb-6">
        <div className="min-w-0">{summary}</div>
        <div className="flex shrink-0 gap-2 lg:flex-col">{action}</div>
        {footnote ? <p className="text-sm text-ink-faint max-lg:hidden">{footnote}</p> : null}
      </div>
    </section>
  )
}
