import type { ReactNode } from 'react'
import { EmptyRow } from './empty-row.tsx'

interface EmptyStateProps {
  title: string
  children?: ReactNode
  actions?: ReactNode
  /** 1 where this is all the page has to say. */
  level?: 1 | 2
}

/** Nothing here, said kindly, with a way on. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 px-4 py-14 text-center">
      <EmptyRow />
      <Heading className="text-heading font-semibold">{title}</Heading>
      {children ? <div className="leading-relaxed text-ink-soft">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-3">{actions}</div> : null}
    </div>
  )
}
