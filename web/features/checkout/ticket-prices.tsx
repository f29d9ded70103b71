import type { Event } from '../../../contract/shapes/events.ts'
import type { BookedSeat } from '../../../contract/shapes/holds.ts'
import { formatPrice } from '../../format/money.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Select } from '../../ui/select.tsx'
import type { QuoteAtCheckout } from './use-quote.ts'

interface TicketPricesProps {
  event: Event
  seats: readonly BookedSeat[]
  quote: QuoteAtCheckout
}

/** Which price each place is taken at, where there is more than one. */
export function TicketPrices({ event, seats, quote }: TicketPricesProps) {
  const t = useTexts().prices
  const concessionsFor = (category: string) =>
    event.concessions.flatMap(({ name, note, prices }) => {
      const price = prices[category]
      return price ? [{ name, note, price }] : []
    })
  if (!seats.some(({ category }) => concessionsFor(category).length > 0)) return null
  return (
    <fieldset className="panel px-5 py-5 sm:px-6">
      <legend className="sr-only">{t.who}</legend>
      <p aria-hidden="true" className="font-display text-lg font-bold">
        {t.who}
      </p>
      <p className="mt-0.5 text-sm text-ink-soft">{t.whoHint}</p>
      <ul className="mt-3 divide-y divide-line">
        {seats.map((seat) => (
          <li key={seat.seatId} className="grid gap-2 py-3 sm:grid-cols-[1fr_17rem] sm:items-center sm:gap-4">
            <div className="min-w-0 leading-snug">
              <p className="text-[0.9375rem] font-medium">{placeName(seat.label)}</p>
              <p className="text-sm text-ink-faint">{seat.category}</p>
            </div>
            <Select
              label={t.priceFor(placeName(seat.label))}
              value={quote.concessionOf(seat.seatId) ?? ''}
              onChange={({ target }) => quote.choose(seat.seatId, target.value || null)}
            >
              <option value="">{t.full(formatPrice(seat.price))}</option>
              {concessionsFor(seat.category).map(({ name, note, price }) => (
                <option key={name} value={name}>
                  {`${note === '' ? name : `${name}, ${note}`} · ${formatPrice(price)}`}
                </option>
              ))}
            </Select>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
