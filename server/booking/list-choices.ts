import type { EventChoices } from '../../contract/shapes/events.ts'
import { ok } from '../domain/outcome.ts'
import type { Inventory } from '../inventory/inventory.ts'
import { listLimits } from '../limits/list-limits.ts'
import type { Queryable } from '../postgres/pool.ts'
import { type Choice, readChoices } from '../sql/read-choices.ts'

/** What a list of events can be narrowed to: the kinds there are, and the prices in each currency. */
export async function listChoices(
  { pool, inventory }: { pool: Queryable; inventory: Pick<Inventory, 'nowMs'> },
  past: boolean,
) {
  const choices = await readChoices(pool, new Date(inventory.nowMs()), past, listLimits.choices)
  return ok<EventChoices>({ kinds: kindsOf(choices), prices: pricesOf(choices) })
}

/** “Concert” and “concert” are one kind, as they are when asked for; the spelling that is used most is shown. */
function kindsOf(choices: readonly Choice[]): string[] {
  const spellings = new Map<string, { name: string; events: number }>()
  for (const { category, events } of choices) {
    const name = category.trim()
    if (name === '') continue
    const known = spellings.get(name.toLowerCase())
    if (known === undefined || known.events < events) spellings.set(name.toLowerCase(), { name, events })
  }
  return [...spellings.values()].map(({ name }) => name).sort((a, b) => a.localeCompare(b, 'en'))
}

function pricesOf(choices: readonly Choice[]): EventChoices['prices'] {
  const byCurrency = new Map<string, { min: number; max: number; events: number }>()
  for (const { currency, min, max, events } of choices) {
    const known = byCurrency.get(currency)
    byCurrency.set(currency, {
      min: Math.min(min, known?.min ?? min),
      max: Math.max(max, known?.max ?? max),
      events: events + (known?.events ?? 0),
    })
  }
  return [...byCurrency]
    .sort(([a, one], [b, other]) => other.events - one.events || (a < b ? -1 : 1))
    .map(([currency, { min, max }]) => ({ min: { amount: min, currency }, max: { amount: max, currency } }))
}
