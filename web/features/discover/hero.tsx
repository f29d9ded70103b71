import type { ReactNode } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Auditorium } from '../../ui/auditorium.tsx'

/** The first look: a house at night, filling up, and the question every visitor has. */
export function Hero({ children }: { children: ReactNode }) {
  const t = useTexts().discover
  return (
    <section className="relative isolate overflow-hidden border-b border-line">
      <Auditorium className="absolute inset-0 -z-10 size-full mask-[linear-gradient(to_bottom,black_40%,transparent)] max-sm:opacity-70" />
      <div className="absolute inset-0 -z-10 bg-[linear-gradient(100deg,var(--stage)_18%,transparent_75%)]" />
      <div className="page pt-9 pb-7 sm:pt-24 sm:pb-12">
        <h1 className="max-w-[13ch] font-extrabold tracking-[-0.035em] text-hero">{t.hero}</h1>
        <p className="mt-4 max-w-[46ch] sm:mt-5 sm:text-lg leading-relaxed text-ink-soft">{t.heroText}</p>
        {children}
      </div>
    </section>
  )
}
