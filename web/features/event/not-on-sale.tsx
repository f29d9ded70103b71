import { Link } from '@tanstack/react-router'
import type { Event } from '../../../contract/shapes/events.ts'
import { useCountdown } from '../../clock/use-countdown.ts'
import { formatUntil, speakCountdown } from '../../format/countdown.ts'
import { formatMoment } from '../../format/dates.ts'
import { useTexts } from '../../i18n/texts.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** Why nothing can be booked right now, and what to do instead. */
export function NotOnSale({ event }: { event: Event }) {
  const t = useTexts().event
  if (event.status === 'scheduled') return <Opens event={event} />
  const words = t.notOnSale
  const { title, text } = words[event.status as keyof typeof words] ?? words.closed
  return (
    <Notice
      title={title}
      actions={
        <Link to="/" className={buttonStyle('quiet', 's')}>
          {t.otherEvents}
        </Link>
      }
    >
      {text}
    </Notice>
  )
}

function Opens({ event }: { event: Event }) {
  const t = useTexts().event
  const left = useCountdown(event.onSaleAt)
  if (!event.onSaleAt || left === null) {
    return <Notice title={t.notOpen.title}>{t.notOpen.text}</Notice>
  }
  return (
    <div className="panel relative isolate overflow-hidden px-6 py-10 text-center sm:py-14">
      <div className="absolute inset-0 -z-10 bg-[radial-gradient(closest-side,var(--glow),transparent)] opacity-70" />
      <h2 className="text-heading font-bold">{t.opensIn}</h2>
      <p
        role="timer"
        aria-label={speakCountdown(left)}
        className="tabular mt-3 font-display text-6xl font-extrabold tracking-tight text-accent-text sm:text-7xl"
      >
        <span aria-hidden="true">{formatUntil(left)}</span>
      </p>
      <p className="mt-4 text-ink-soft">{t.opensAt(formatMoment(event.onSaleAt))}</p>
    </div>
  )
}
