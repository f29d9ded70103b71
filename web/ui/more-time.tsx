import { clsx } from 'clsx'
import { Timer } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'

interface MoreTimeProps {
  offered: boolean
  given: boolean
  left: number
  amount: string
  busy: boolean
  refused: { title: string; text: string } | null
  ask: () => void
}

/**
 * Offers more time before the end of it, in one tap, and says what is left of that. Read out once, when it appears; of
 * those that a page has for its sizes, only the one in sight is.
 */
export function MoreTime({ time, className }: { time: MoreTimeProps; className?: string }) {
  const { moreTime: t } = useTexts()
  const { offered, given, left, amount, busy, refused, ask } = time
  const asked = useRef(false)
  const words = useRef<HTMLParagraphElement>(null)
  // The pressed button goes away: whoever works by keys finds the answer where it was.
  useEffect(() => {
    if (!given || !asked.current) return
    asked.current = false
    words.current?.focus({ preventScroll: true })
  }, [given])
  if (left === 0 && !given && refused === null) return null
  const after = left === 0 ? t.noneLeft : t.leftAfter(left)
  const text = refused
    ? `${refused.title}. ${refused.text}`
    : offered
      ? `${t.nearlyOver} ${t.left(left)}`
      : given
        ? `${t.given(amount)} ${after}`
        : null
  return (
    <div role="status" className={clsx(text === null ? 'sr-only' : className)}>
      {text === null ? null : (
        <div
          className={clsx(
            'flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-md px-3.5 py-2.5 text-sm leading-snug',
            refused ? 'bg-bad-wash' : offered ? 'bg-warn-wash' : 'bg-good-wash',
          )}
        >
          <p ref={words} tabIndex={-1} className="min-w-0 flex-1 basis-40 text-ink outline-none">
            {text}
          </p>
          {offered ? (
            <Button
              size="s"
              busy={busy}
              icon={<Timer aria-hidden="true" className="size-4" />}
              onClick={() => {
                asked.current = true
                ask()
              }}
            >
              {t.get(amount)}
            </Button>
          ) : null}
        </div>
      )}
    </div>
  )
}
