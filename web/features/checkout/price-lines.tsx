import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Money } from '../../../contract/shapes/basics.ts'
import type { Quote } from '../../../contract/shapes/prices.ts'
import { formatMoney } from '../../format/money.ts'
import { formatRate } from '../../format/rate.ts'
import { useTexts } from '../../i18n/texts.ts'

/** What stands between the prices and the total: always additive, so that anybody can check the sum. */
export function PriceLines({ quote }: { quote: Quote }) {
  const t = useTexts().prices
  const { discount, fees, tax, code } = quote
  const added = tax !== null && !tax.inclusive
  if (discount.amount === 0 && fees.total.amount === 0 && !added) return null
  return (
    <dl className="mx-5 grid gap-1.5 border-t border-line py-3 text-[0.9375rem] lg:mx-6">
      {discount.amount > 0 ? (
        <Line name={t.discount(code ?? '')} good>
          −{formatMoney(discount)}
        </Line>
      ) : null}
      {fees.total.amount > 0 ? (
        <Line
          name={t.fees}
          note={
            fees.tickets.amount > 0 && fees.order.amount > 0
              ? t.feesAre(formatMoney(fees.tickets), formatMoney(fees.order))
              : undefined
          }
        >
          {formatMoney(fees.total)}
        </Line>
      ) : null}
      {added ? (
        <Line name={t.taxAdded(formatRate(tax.rate), tax.name)}>{formatMoney(tax.amount)}</Line>
      ) : null}
    </dl>
  )
}

interface LineProps {
  name: string
  note?: string | undefined
  good?: boolean
  children: ReactNode
}

function Line({ name, note, good = false, children }: LineProps) {
  return (
    <div className={clsx('flex items-baseline justify-between gap-4', good && 'font-medium text-good')}>
      <dt className="leading-snug">
        {name}
        {note ? <span className="block text-sm text-ink-faint">{note}</span> : null}
      </dt>
      <dd className="tabular">{children}</dd>
    </div>
  )
}

/** What part of the total is tax, where prices contain it. */
export function TaxNote({ tax }: { tax: Quote['tax'] }) {
  const t = useTexts().prices
  if (tax === null || !tax.inclusive || tax.amount.amount === 0) return null
  return (
    <p className="text-sm text-ink-faint">
      {t.taxIncluded(formatRate(tax.rate), tax.name, formatMoney(tax.amount as Money))}
    </p>
  )
}
