import { clsx } from 'clsx'
import type { LiveStore } from '../../live/live-store.ts'
import { useLiveStatus } from '../../live/use-live.ts'

const words = {
  live: { text: 'Live', hint: 'Every change shows at once', dot: 'bg-good' },
  connecting: { text: 'Connecting', hint: 'The seats appear in a moment', dot: 'bg-warn' },
  reconnecting: { text: 'Reconnecting', hint: 'What you see may be a moment old', dot: 'bg-warn' },
  offline: { text: 'Offline', hint: 'What you see may be old', dot: 'bg-bad' },
} as const

/** Whether the map can be believed right now. */
export function ConnectionPill({ live }: { live: LiveStore }) {
  const connection = useLiveStatus(live, (status) => status.connection)
  const { text, hint, dot } = words[connection]
  return (
    <p
      role="status"
      title={hint}
      className="inline-flex min-h-8 items-center gap-2 rounded-full bg-raised px-3 text-sm font-medium text-ink-soft"
    >
      <span aria-hidden="true" className={clsx('size-2 rounded-full', dot)} />
      {text}
      {connection === 'live' ? null : <span className="max-sm:sr-only">· {hint}</span>}
    </p>
  )
}
