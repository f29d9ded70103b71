import { clsx } from 'clsx'
import { Lock } from 'lucide-react'
import type { EventCategory } from '../../../contract/shapes/events.ts'
import { formatPrice } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'

interface CategoryChipsProps {
  categories: readonly EventCategory[]
  chosen: string | null
  onChoose: (category: string | null) => void
}

/** Prices, and at the same time what the map shows: one category at a time, or all. */
export function CategoryChips({ categories, chosen, onChoose }: CategoryChipsProps) {
  const t = useTexts().seats
  if (categories.length < 2) return null
  return (
    <div className="-mx-5 flex gap-2 overflow-x-auto px-5 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0">
      {categories.map((category) => {
        const on = chosen === category.name
        return (
          <button
            key={category.name}
            type="button"
            aria-pressed={on}
            onClick={() => onChoose(on ? null : category.name)}
            className={clsx(
              'inline-flex min-h-11 shrink-0 items-center gap-2 rounded-full border px-4 text-sm font-medium transition-colors',
              on
                ? 'border-ink bg-ink text-stage'
                : 'border-line-strong/60 bg-surface text-ink hover:border-line-strong hover:bg-raised',
              category.available === 0 && !on && 'text-ink-faint',
            )}
          >
            <Dot color={category.color} />
            {category.name}
            {category.locked ? <Locked /> : null}
            <span className={clsx('tabular', on ? '' : 'text-ink-soft')}>
              {category.available === 0 ? t.soldOut : formatPrice(category.price)}
            </span>
          </button>
        )
      })}
    </div>
  )
}

interface CategoryRadiosProps {
  categories: readonly EventCategory[]
  value: string | null
  onChange: (category: string | null) => void
}

/** Where to look for the best places: anywhere, or in one category. */
export function CategoryRadios({ categories, value, onChange }: CategoryRadiosProps) {
  const t = useTexts().seats
  if (categories.length < 2) return null
  return (
    <fieldset>
      <legend className="mb-2 font-medium">{t.where}</legend>
      <div className="overflow-hidden rounded-md border border-line">
        <Row name={t.anywhere} note={t.bestOfAll} checked={value === null} onChoose={() => onChange(null)} />
        {categories.map((category) => (
          <Row
            key={category.name}
            name={category.name}
            color={category.color}
            note={category.available === 0 ? t.soldOut : t.free(category.available)}
            locked={category.locked}
            price={formatPrice(category.price)}
            disabled={category.available === 0}
            checked={value === category.name}
            onChoose={() => onChange(category.name)}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface RowProps {
  name: string
  note: string
  price?: string
  locked?: boolean
  color?: string
  checked: boolean
  disabled?: boolean
  onChoose: () => void
}

function Row({ name, note, price, locked = false, color, checked, disabled, onChoose }: RowProps) {
  return (
    <label
      className={clsx(
        'relative flex min-h-12 items-center gap-3 border-line px-4 py-2 not-first:border-t has-checked:bg-accent-wash',
        'has-focus-visible:outline-3 has-focus-visible:-outline-offset-3 has-focus-visible:outline-accent-text',
        disabled ? 'text-ink-faint' : 'cursor-pointer hover:bg-raised',
      )}
    >
      <input
        type="radio"
        name="best-category"
        checked={checked}
        disabled={disabled}
        onChange={onChoose}
        className="grid size-5 shrink-0 appearance-none place-items-center rounded-full border-2 border-line-strong outline-none checked:border-accent-text checked:before:size-2.5 checked:before:rounded-full checked:before:bg-accent-text"
      />
      {color ? <Dot color={color} /> : null}
      <span className="flex-1 leading-snug">
        <span className="font-medium">{name}</span> <span className="text-sm text-ink-faint">{note}</span>
      </span>
      {locked ? <Locked /> : null}
      {price ? <span className="tabular font-medium">{price}</span> : null}
    </label>
  )
}

/** Somebody with a code may have them, nobody else. */
function Locked() {
  const t = useTexts().prices
  return (
    <>
      <Lock aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">{t.locked}</span>
    </>
  )
}

function Dot({ color }: { color: string }) {
  return (
    <span
      aria-hidden="true"
      className="size-3 shrink-0 rounded-[4px] ring-1 ring-line-strong ring-inset"
      style={{ backgroundColor: color }}
    />
  )
}
