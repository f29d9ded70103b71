import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

export type NoticeTone = 'info' | 'good' | 'warn' | 'bad'

const looks: Record<NoticeTone, { box: string; mark: string; Icon: typeof Info }> = {
  info: { box: 'bg-raised', mark: 'text-ink-soft', Icon: Info },
  good: { box: 'bg-good-wash', mark: 'text-good', Icon: CircleCheck },
  warn: { box: 'bg-warn-wash', mark: 'text-warn', Icon: TriangleAlert },
  bad: { box: 'bg-bad-wash', mark: 'text-bad', Icon: CircleAlert },
}

interface NoticeProps {
  tone?: NoticeTone
  title?: string
  children?: ReactNode
  /** Buttons and links that lead on from here. */
  actions?: ReactNode
  /** Read out at once; for what happened because of something the visitor just did. */
  urgent?: boolean
}

export function Notice({ tone = 'info', title, children, actions, urgent = false }: NoticeProps) {
  const { box, mark, Icon } = looks[tone]
  return (
    <div role={urgent ? 'alert' : undefined} className={clsx('flex gap-3 rounded-md p-4', box)}>
      <Icon aria-hidden="true" className={clsx('mt-0.5 size-5 shrink-0', mark)} />
      <div className="grid min-w-0 flex-1 gap-1 text-[0.9375rem] leading-relaxed">
        {title ? <p className="font-semibold text-ink">{title}</p> : null}
        {children ? <div className="text-ink-soft">{children}</div> : null}
        {actions ? <div className="mt-2 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  )
}
