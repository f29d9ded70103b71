import { clsx } from 'clsx'
import { SlidersHorizontal } from 'lucide-react'
import { useId, useState } from 'react'
import type { EventChoices } from '../../../contract/shapes/events.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button, buttonStyle } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { inputStyle } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'
import { PriceFilter } from './price-filter.tsx'
import { changed, countFilters, type EventSearch } from './search-state.ts'

interface FilterBarProps {
  heading: string
  /** How many events fit; null while that is not known. */
  count: number | null
  state: EventSearch
  /** Kinds of event there are, for the row of choices. */
  kinds: readonly string[]
  /** Lowest and highest price in each currency. */
  prices: EventChoices['prices']
  onChange: (state: EventSearch) => void
}

const byPriceAndTitle = [
  { value: 'price', patch: { sort: 'price' } },
  { value: 'price-desc', patch: { sort: 'price', order: 'desc' } },
  { value: 'title', patch: { sort: 'title' } },
  { value: 'title-desc', patch: { sort: 'title', order: 'desc' } },
] as const
const sortings = [
  { value: 'date', patch: {} },
  { value: 'date-desc', patch: { order: 'desc' } },
  ...byPriceAndTitle,
] as const
/** Of what is over, the latest comes first. */
const pastSortings = [
  { value: 'date', patch: {} },
  { value: 'date-asc', patch: { order: 'asc' } },
  ...byPriceAndTitle,
] as const

const noFilters = {
  from: undefined,
  to: undefined,
  availability: undefined,
  past: undefined,
  currency: undefined,
  priceMin: undefined,
  priceMax: undefined,
}

export function FilterBar({ heading, count, state, kinds, prices, onChange }: FilterBarProps) {
  const t = useTexts().discover
  const [open, setOpen] = useState(false)
  const hidden = countFilters({ ...state, category: undefined })
  const sorting = `${state.sort ?? 'date'}${state.order ? `-${state.order}` : ''}`
  const sorts = state.past ? pastSortings : sortings
  const sortText = { ...t.sortings, ...(state.past ? t.pastSortings : {}) } as Record<string, string>
  const shown = state.category && !kinds.includes(state.category) ? [state.category, ...kinds] : kinds
  return (
    <div className="grid gap-5 sm:gap-7">
      <fieldset className="-mx-5 flex min-w-0 gap-2 overflow-x-auto px-5 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:overflow-visible sm:px-0">
        <legend className="sr-only">{t.kind}</legend>
        <Kind
          label={t.allKinds}
          checked={!state.category}
          onChoose={() => onChange(changed(state, { category: undefined }))}
        />
        {shown.map((kind) => (
          <Kind
            key={kind}
            label={kind}
            checked={state.category === kind}
            onChoose={() => onChange(changed(state, { category: kind }))}
          />
        ))}
      </fieldset>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-3">
        <h2 className="me-auto text-heading font-bold">
          {heading}{' '}
          {count === null ? null : (
            <span className="tabular ms-1 font-normal text-ink-faint max-sm:sr-only">{count}</span>
          )}
        </h2>
        <div className="flex gap-2">
          <Select
            label={t.sortBy}
            value={sorting}
            onChange={(event) => {
              const chosen = sorts.find((one) => one.value === event.target.value)
              onChange(changed(state, { sort: undefined, order: undefined, ...chosen?.patch }))
            }}
          >
            {sorts.map((one) => (
              <option key={one.value} value={one.value}>
                {sortText[one.value]}
              </option>
            ))}
          </Select>
          <Button
            look="quiet"
            className="max-sm:px-3.5"
            icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
            aria-haspopup="dialog"
            aria-label={hidden > 0 ? t.filtersActive(hidden) : undefined}
            onClick={() => setOpen(true)}
          >
            <span className="max-sm:sr-only">{t.filters}</span>
            {hidden > 0 ? (
              <span className="inline-grid size-5 place-items-center rounded-full bg-accent text-xs font-bold text-accent-ink">
                {hidden}
              </span>
            ) : null}
          </Button>
        </div>
      </div>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={t.filters}
        footer={
          <>
            <Button look="ghost" disabled={hidden === 0} onClick={() => onChange(changed(state, noFilters))}>
              {t.clear}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.showEvents}</Button>
          </>
        }
      >
        <div className="grid gap-6 pt-2">
          <fieldset className="grid grid-cols-2 gap-3">
            <legend className="mb-2 font-medium text-ink">{t.when}</legend>
            <Day label={t.from} value={state.from} onChange={(from) => onChange(changed(state, { from }))} />
            <Day
              label={t.to}
              value={state.to}
              min={state.from}
              onChange={(to) => onChange(changed(state, { to }))}
            />
          </fieldset>
          <PriceFilter state={state} prices={prices} onChange={onChange} />
          <Switch
            label={t.past}
            hint={t.pastHint}
            checked={state.past === true}
            onChange={(past) =>
              onChange(changed(state, { past: past || undefined, sort: undefined, order: undefined }))
            }
          />
          <Switch
            label={t.onlyFree}
            hint={t.onlyFreeHint}
            checked={state.availability === 'available'}
            onChange={(only) => onChange(changed(state, { availability: only ? 'available' : undefined }))}
          />
        </div>
      </Dialog>
    </div>
  )
}

function Kind({ label, checked, onChoose }: { label: string; checked: boolean; onChoose: () => void }) {
  return (
    <label
      className={clsx(
        buttonStyle('quiet', 's'),
        'min-h-11 cursor-pointer whitespace-nowrap has-checked:border-accent has-checked:bg-accent has-checked:text-accent-ink',
        'has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent-text',
      )}
    >
      <input
        type="radio"
        name="kind"
        checked={checked}
        onChange={onChoose}
        className="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
      />
      {label}
    </label>
  )
}

interface DayProps {
  label: string
  value: string | undefined
  min?: string
  onChange: (day: string | undefined) => void
}

function Day({ label, value, min, onChange }: DayProps) {
  const id = useId()
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm text-ink-soft">
        {label}
      </label>
      <input
        id={id}
        type="date"
        value={value ?? ''}
        min={min}
        onChange={(event) => onChange(event.target.value || undefined)}
        className={clsx(inputStyle, 'min-w-0 px-3')}
      />
    </div>
  )
}
