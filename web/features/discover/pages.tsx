import { Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTexts } from '../../i18n/texts.ts'
import { pageNumbers } from './page-numbers.ts'
import { changed, type EventSearch } from './search-state.ts'

export function Pages({ state, last }: { state: EventSearch; last: number }) {
  const t = useTexts().discover
  if (last <= 1) return null
  const page = state.page ?? 1
  const cell = 'tabular inline-flex size-11 items-center justify-center rounded-full font-medium'
  const link = clsx(cell, 'text-ink-soft transition-colors hover:bg-raised hover:text-ink')
  return (
    <nav aria-label={t.pages} className="mt-10 flex items-center justify-center gap-1">
      {page > 1 ? (
        <Link to="/" search={changed(state, { page: page - 1 })} className={link} aria-label={t.previousPage}>
          <ChevronLeft aria-hidden="true" className="size-5 rtl:rotate-180" />
        </Link>
      ) : null}
      {pageNumbers(page, last).map((n, i) =>
        n === null ? (
          <span key={`gap-${i}`} className={cell} aria-hidden="true">
            …
          </span>
        ) : n === page ? (
          <span key={n} aria-current="page" className={clsx(cell, 'bg-accent text-accent-ink')}>
            {n}
          </span>
        ) : (
          <Link
            key={n}
            to="/"
            search={changed(state, { page: n })}
            className={link}
            aria-label={t.pageNumber(n)}
          >
            {n}
          </Link>
        ),
      )}
      {page < last ? (
        <Link to="/" search={changed(state, { page: page + 1 })} className={link} aria-label={t.nextPage}>
          <ChevronRight aria-hidden="true" className="size-5 rtl:rotate-180" />
        </Link>
      ) : null}
    </nav>
  )
}
