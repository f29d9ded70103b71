import type { QueueView } from '../../../contract/shapes/queue.ts'
import { useTexts } from '../../i18n/texts.ts'
import { buttonStyle } from '../../ui/button.tsx'

/** Phases in which the way to the seats is through the waiting room. */
const ASKING = ['gathering', 'drawing', 'open', 'paused'] as const

export function isOutside({ status, place }: QueueView): boolean {
  return place?.state !== 'admitted' && ASKING.some((phase) => phase === status.phase)
}

/** The way in, while there is a queue. The waiting room is a page of its own, so the link leaves this app. */
export function QueueDoor({ slug, view }: { slug: string; view: QueueView }) {
  const t = useTexts().waitingRoom
  const waits = view.place?.state === 'waiting'
  const before = view.status.phase === 'gathering'
  const { title, text } = waits ? t.yours : before ? t.before : t.now
  return (
    <section
      aria-labelledby="queue-door"
      className="panel relative isolate overflow-hidden px-6 py-10 text-center sm:py-14"
    >
      <div className="absolute inset-0 -z-10 bg-[radial-gradient(closest-side,var(--glow),transparent)] opacity-70" />
      <h2 id="queue-door" className="text-heading font-bold">
        {title}
      </h2>
      <p className="mx-auto mt-3 max-w-xl text-ink-soft">{text}</p>
      {view.status.waiting > 0 ? (
        <p className="tabular mt-2 text-sm text-ink-faint">{t.waiting(view.status.waiting)}</p>
      ) : null}
      <p className="mt-6">
        <a href={`/events/${slug}/queue${waits ? '' : '?join'}`} className={buttonStyle()}>
          {waits ? t.back : t.join}
        </a>
      </p>
    </section>
  )
}
