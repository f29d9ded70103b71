import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from './button.tsx'

export interface Toast {
  tone?: 'info' | 'good' | 'bad'
  title: string
  text?: string
}

interface Speaker {
  /** Shows a short message and has it read out. */
  toast: (toast: Toast) => void
  /** Has something read out without showing it. */
  announce: (text: string) => void
}

const SpeakerContext = createContext<Speaker>({ toast: () => {}, announce: () => {} })
export const useSpeaker = () => useContext(SpeakerContext)

const MOST_TOASTS = 3
const TOAST_MS = 7_000
const icons = { info: Info, good: CircleCheck, bad: CircleAlert }

/** Holds the page's live regions, which must exist before anything is put into them. */
export function Toaster({ children }: { children: ReactNode }) {
  const t = useTexts().app
  const [toasts, setToasts] = useState<(Toast & { id: number })[]>([])
  const [spoken, setSpoken] = useState('')
  const lastId = useRef(0)
  const drop = useCallback((id: number) => setToasts((all) => all.filter((toast) => toast.id !== id)), [])
  const speaker = useMemo<Speaker>(
    () => ({
      toast(toast) {
        const id = (lastId.current += 1)
        setToasts((all) => [...all, { ...toast, id }].slice(-MOST_TOASTS))
        setTimeout(() => drop(id), TOAST_MS)
      },
      // The same words twice are read twice only if the text changes: a zero-width space makes it so.
      announce: (text) => setSpoken((before) => (before === text ? `${text}\u200b` : text)),
    }),
    [drop],
  )
  return (
    <SpeakerContext value={speaker}>
      {children}
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <section
        aria-label={t.messages}
        aria-live="polite"
        className="pointer-events-none fixed inset-x-4 top-[calc(var(--header-height)+0.75rem)] z-50 flex flex-col items-center gap-2 sm:items-end"
      >
        {toasts.map((toast) => {
          const Icon = icons[toast.tone ?? 'info']
          return (
            <div
              key={toast.id}
              className="pointer-events-auto flex w-full max-w-sm animate-[rise_260ms_var(--ease-out)] items-start gap-3 rounded-lg border border-line bg-raised py-1 ps-4 pe-1 shadow-card"
            >
              <Icon
                aria-hidden="true"
                className={clsx(
                  'mt-3 size-5 shrink-0',
                  toast.tone === 'good' ? 'text-good' : toast.tone === 'bad' ? 'text-bad' : 'text-ink-soft',
                )}
              />
              <div className="min-w-0 flex-1 py-2.5 text-sm leading-snug">
                <p className="font-semibold">{toast.title}</p>
                {toast.text ? <p className="mt-0.5 text-ink-soft">{toast.text}</p> : null}
              </div>
              <IconButton label={t.dismiss} onClick={() => drop(toast.id)}>
                <X aria-hidden="true" className="size-4" />
              </IconButton>
            </div>
          )
        })}
      </section>
    </SpeakerContext>
  )
}
