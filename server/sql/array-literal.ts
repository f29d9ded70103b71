/**
 * PostgreSQL array literals for the hot statements. The driver's own encoder asks every element what it is; ours knows, and
 * a batch of a hundred jobs costs microseconds.
 */

/** Of numbers and uuids: nothing in them needs quoting. */
export function plainArray(items: readonly (number | string)[]): string {
  return `{${items.join(',')}}`
}

/** Of any text; null stays null. */
export function textArray(items: readonly (string | null)[]): string {
  return `{${items.map((item) => (item === null ? 'NULL' : `"${item.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`
}
