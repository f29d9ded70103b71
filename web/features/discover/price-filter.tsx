import { useEffect, useId, useState } from 'react'
import type { EventChoices } from '../../../contract/shapes/events.ts'
import { formatMoney, fractionDigits, toMinor } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { inputStyle } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { changed, type EventSearch } from './search-state.ts'

interface PriceFilterProps {
  state: EventSearch
  prices: EventChoices['prices']
  onChange: (state: EventSearch) => void
}

/** From and up to, in one currency: amounts of two cannot be compared, so with several the visitor says which. */
export function PriceFilter({ state, prices, onChange }: PriceFilterProps) {
  const t = useTexts().discover
  const currencies = prices.map(({ min }) => min.currency)
  const asked = state.currency
  const shown = asked && !currencies.includes(asked) ? [asked, ...currencies] : currencies
  const currency = asked ?? shown[0]
  if (currency === undefined) return null
  const range = prices.find(({ min }) => min.currency === currency)
  const set = (bound: 'priceMin' | 'priceMax') => (amount: number | undefined) => {
    const next = { priceMin: state.priceMin, priceMax: state.priceMax, [bound]: amount }
    // With one currency alone there is nothing to choose: it is named only as long as an amount needs it.
    const isNeeded = asked !== undefined && shown.length > 1
    const named = isNeeded || next.priceMin !== undefined || next.priceMax !== undefined
    onChange(changed(state, { ...next, currency: named ? currency : undefined }))
  }
  return (
    <fieldset className="grid grid-cols-2 gap-3">
      <legend className="mb-2 font-medium text-ink">{t.price}</legend>
      {shown.length > 1 ? (
        <Select
          label={t.currency}
          className="col-span-full"
          value={asked ?? ''}
          onChange={(event) =>
            onChange(
              changed(state, {
                currency: event.target.value || undefined,
                priceMin: undefined,
                priceMax: undefined,
              }),
            )
          }
        >
          <option value="">{t.anyCurrency}</option>
          {shown.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </Select>
      ) : null}
      {shown.length > 1 && asked === undefined ? null : (
        <>
          <Amount label={t.priceFrom} currency={currency} value={state.priceMin} onChange={set('priceMin')} />
          <Amount label={t.priceTo} currency={currency} value={state.priceMax} onChange={set('priceMax')} />
          {range ? (
            <p className="col-span-full text-sm text-ink-faint">
              {t.priceHint(formatMoney(range.min), formatMoney(range.max))}
            </p>
          ) : null}
        </>
      )}
    </fieldset>
  )
}

interface AmountProps {
  label: string
  currency: string
  value: number | undefined
  onChange: (amount: number | undefined) => void
}

/** The text is the visitor’s own until they are done with it: half an amount is not searched for. */
function Amount({ label, currency, value, onChange }: AmountProps) {
  const id = useId()
  const digits = fractionDigits(currency)
  const written = value === undefined ? '' : String(value / 10 ** digits)
  const [text, setText] = useState(written)
  useEffect(() => setText(written), [written])
  const done = () => {
    const amount = toMinor(text, currency)
    if (amount === undefined) setText('')
    if (amount !== value) onChange(amount)
  }
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="text-sm text-ink-soft">
        {label} <span className="text-ink-faint">({currency})</span>
      </label>
      <input
        id={id}
        inputMode={digits === 0 ? 'numeric' : 'decimal'}
        autoComplete="off"
        value={text}
        maxLength={12}
        onChange={(event) => setText(event.target.value)}
        onBlur={done}
        onKeyDown={(event) => {
          if (event.key === 'Enter') done()
        }}
        className={`${inputStyle} min-w-0 px-3`}
      />
    </div>
  )
}
