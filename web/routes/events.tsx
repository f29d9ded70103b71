import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useCallback, useRef } from 'react'
import { choicesQuery, eventsQuery } from '../api/queries.ts'
import { textOf } from '../api/refusal-texts.ts'
import { EventCard, EventCardSkeleton } from '../features/discover/event-card.tsx'
import { FilterBar } from '../features/discover/filter-bar.tsx'
import { Hero } from '../features/discover/hero.tsx'
import { Pages } from '../features/discover/pages.tsx'
import { SearchBox } from '../features/discover/search-box.tsx'
import {
  changed,
  countFilters,
  type EventSearch,
  PAGE_SIZE,
  toEventQuery,
} from '../features/discover/search-state.ts'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'

const route = getRouteApi('/')

export function EventsPage() {
  const t = useTexts().discover
  const state = route.useSearch()
  const navigate = route.useNavigate()
  const list = useQuery(eventsQuery(toEventQuery(state)))
  const choices = useQuery(choicesQuery(state.past === true))
  const latest = useRef(state)
  latest.current = state
  const go = useCallback(
    (next: EventSearch) => void navigate({ search: next, replace: true, resetScroll: false }),
    [navigate],
  )
  const search = useCallback((text: string) => go(changed(latest.current, { search: text })), [go])
  const plain = !state.search && countFilters(state) === 0 && !state.sort && !state.order && !state.page
  return (
    <>
      <title>{t.page}</title>
      <Hero>
        <SearchBox value={state.search ?? ''} onChange={search} />
      </Hero>
      <div className="page pt-6 sm:pt-8">
        <FilterBar
          heading={plain ? t.comingUp : isPastOnly(state) ? t.pastHeading : t.found}
          count={list.data?.total ?? null}
          state={state}
          kinds={choices.data?.kinds ?? []}
          prices={choices.data?.prices ?? []}
          onChange={go}
        />
        <section aria-label={t.events} className="mt-5">
          <p role="status" className="sr-only">
            {list.data && !list.isPlaceholderData ? t.count(list.data.total) : ''}
          </p>
          <Results list={list} state={state} plain={plain} onClear={() => go({})} />
        </section>
      </div>
    </>
  )
}

/** Nothing is wished for but what is over. */
function isPastOnly({ past, sort: _, order: __, page: ___, ...wishes }: EventSearch): boolean {
  return past === true && Object.keys(wishes).length === 0
}

interface ResultsProps {
  list: ReturnType<typeof useQuery<import('../../contract/shapes/events.ts').EventPage>>
  state: EventSearch
  plain: boolean
  onClear: () => void
}

const grid = 'grid gap-4 sm:grid-cols-2 sm:gap-6 lg:grid-cols-6'

/** One on the big stage, two beside each other, the rest in threes; any other list is all threes. */
function cell(plain: boolean, i: number): string {
  if (plain && i === 0) return 'sm:col-span-full'
  return plain && i < 3 ? 'lg:col-span-3' : 'lg:col-span-2'
}

function Results({ list, state, plain, onClear }: ResultsProps) {
  const t = useTexts()
  const now = new Date()
  if (list.data && list.data.events.length > 0) {
    return (
      <>
        <div className={clsx(grid, 'transition-opacity', list.isPlaceholderData && 'opacity-60')}>
          {list.data.events.map((event, i) => (
            <div key={event.id} className={clsx('grid', cell(plain, i))}>
              <EventCard event={event} featured={plain && i === 0} now={now} />
            </div>
          ))}
        </div>
        <Pages state={state} last={Math.ceil(list.data.total / PAGE_SIZE)} />
      </>
    )
  }
  if (list.isError) {
    const { title, text } = textOf(list.error)
    return (
      <Notice
        tone="bad"
        title={title}
        actions={<Button onClick={() => void list.refetch()}>{t.app.tryAgain}</Button>}
      >
        {text}
      </Notice>
    )
  }
  if (list.data) {
    return (
      <EmptyState
        title={plain ? t.discover.noEvents : t.discover.nothingFits}
        actions={plain ? null : <Button onClick={onClear}>{t.discover.showAll}</Button>}
      >
        {plain ? t.discover.noEventsText : t.discover.nothingFitsText}
      </EmptyState>
    )
  }
  return (
    <div className={grid} aria-busy="true">
      {Array.from({ length: 6 }, (_, i) => (
        <div key={i} className={clsx('grid', cell(plain, i))}>
          <EventCardSkeleton featured={plain && i === 0} />
        </div>
      ))}
    </div>
  )
}
