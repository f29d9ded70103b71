import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from './button.tsx'

interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  children: ReactNode
  footer?: ReactNode
}

/**
 * The browser's own modal dialog: focus stays inside and returns, Escape closes, the page beneath is inert,
 * and no style has to be injected, which the content security policy would refuse.
 * A sheet from below on a phone, a card in the middle on a desk.
 */
export function Dialog({ open, onClose, title, children, footer }: DialogProps) {
  const t = useTexts().app
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (!dialog || dialog.open === open) return
    if (open) dialog.showModal()
    else dialog.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a modal dialog by itself.
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => event.target === ref.current && onClose()}
      className={clsx(
        'm-0 mt-auto w-full max-w-none border-line bg-surface p-0 text-ink backdrop:bg-(--scrim) backdrop:backdrop-blur-[2px]',
        'max-h-[88dvh] rounded-t-xl border-t shadow-sheet open:animate-[rise_260ms_var(--ease-out)]',
        'sm:m-auto sm:max-w-lg sm:rounded-xl sm:border',
      )}
    >
      {open ? (
        <div className="flex max-h-[88dvh] flex-col">
          <header className="flex items-start justify-between gap-4 ps-6 pe-3 pt-4 pb-1">
            <h2 id={id} className="pt-2 text-heading font-semibold">
              {title}
            </h2>
            <IconButton label={t.close} onClick={onClose}>
              <X aria-hidden="true" className="size-5" />
            </IconButton>
          </header>
          <div className="overflow-y-auto px-6 pt-2 pb-6 text-ink-soft">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4 pb-[max(1rem,env(safe-area-inset-bottom))]">
              {footer}
            </footer>
          ) : null}
        </div>
      ) : null}
    </dialog>
  )
}
