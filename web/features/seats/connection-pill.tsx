import { clsx } from 'clsx'
import { useTexts } from '../../i18n/texts.ts'
import type { LiveStore } from '../../live/live-store.ts'
import { useLiveStatus } from '../../live/use-live.ts'

const dots = { live: 'bg-good', connecting: 'bg-warn', reconnecting: 'bg-warn', offline: 'bg-bad' } as const

/** Whether the map can be believed right now. */
export function ConnectionPill({ live }: { live: LiveStore }) {
  const connection = useLiveStatus(live, (status) => status.connection)
  const { text, hint } = useTexts().seats.connection[connection]
  return (
    <p role="status" title={hint} className="flex grow justify-end">
      {/* Another one each time, in a place that stays as wide, rather than one that moves as its words grow shorter. */}
      <span
        key={connection}
        className="inline-flex min-h-8 items-center gap-2 rounded-full bg-raised px-3 text-sm font-medium text-ink-soft"
      >
        <span aria-hidden="true" className={clsx('size-2 rounded-full', dots[connection])} />
        {text}
        {connection === 'live' ? null : <span className="max-sm:sr-only">· {hint}</span>}
      </span>
    </p>
  )
}
