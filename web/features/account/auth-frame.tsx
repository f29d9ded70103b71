import type { ReactNode } from 'react'
import { LogoMark } from '../../ui/logo.tsx'

/** One card under one light, for everything that asks who you are. */
export function AuthFrame({
  title,
  lead,
  children,
  after,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
  after?: ReactNode
}) {
  return (
    <div className="relative isolate overflow-hidden">
      <div className="absolute inset-x-0 -top-24 -z-10 h-[34rem] bg-[radial-gradient(28rem_22rem_at_50%_0,var(--glow),transparent_72%)] opacity-70" />
      <div className="mx-auto w-full max-w-md px-5 py-12 sm:py-20">
        <LogoMark className="size-10 text-accent-text" />
        <h1 className="mt-5 font-extrabold tracking-[-0.03em] text-title">{title}</h1>
        {lead ? <p className="mt-3 leading-relaxed text-ink-soft">{lead}</p> : null}
        <div className="mt-8">{children}</div>
        {after ? <div className="mt-8 border-t border-line pt-6 text-ink-soft">{after}</div> : null}
      </div>
    </div>
  )
}

export const linkStyle = 'font-medium text-accent-text underline underline-offset-4 hover:no-underline'
