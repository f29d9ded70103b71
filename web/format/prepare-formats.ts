import { nextTurn } from '../clock/next-turn.ts'
import { pageLocale } from '../i18n/texts.ts'
import { formatCountry } from './country.ts'
import { formatCount } from './counts.ts'
import { differsFromVisitor, formatDay, formatShortDay, formatTime, formatZone } from './dates.ts'
import { formatMoney } from './money.ts'

/** The moment does not matter. */
const ANY = '2026-01-01T00:00:00Z'

/** What a page begins with. */
interface FirstUses {
  timeZone?: string | undefined
  country?: string | undefined
}

/**
 * A browser reads what it knows of a language's dates and numbers when they are first formatted, which takes a phone a tenth of
 * a second: in turns of their own here, before the first drawing, and not all at once within it.
 */
export async function prepareFormats({ timeZone = 'UTC', country }: FirstUses): Promise<void> {
  // What all formats share comes first: the first of them would otherwise take as long as the others together.
  const uses = [
    () => new Intl.Locale(pageLocale()).maximize(),
    () => formatCount(0),
    () => formatMoney({ amount: 0, currency: 'EUR' }),
    () => formatDay(ANY, timeZone),
    () => formatTime(ANY, timeZone),
    () => formatZone(ANY, timeZone),
    () => formatShortDay(ANY, timeZone, new Date(ANY)),
    () => differsFromVisitor(ANY, timeZone),
    () => formatCountry(country),
  ]
  for (const use of uses) {
    use()
    await nextTurn()
  }
}
