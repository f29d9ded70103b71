const DEEPEST = 50

/**
 * The part of a document that the database could not keep, by JSON pointer, or null. JSON may say more than PostgreSQL
 * can store: the NUL character, half of a surrogate pair, nesting without end.
 */
export function findUnstorable(
  value: unknown,
  path = '',
  depth = 0,
): { path: string; message: string } | null {
  if (typeof value === 'string') {
    if (value.includes('\0')) return { path, message: 'contains the NUL character' }
    return value.isWellFormed() ? null : { path, message: 'contains half of a surrogate pair' }
  }
  if (typeof value !== 'object' || value === null) return null
  if (depth === DEEPEST) return { path, message: `is nested more than ${DEEPEST} levels deep` }
  for (const key in value) {
    const found =
      findUnstorable(key, path) ??
      findUnstorable((value as Record<string, unknown>)[key], `${path}/${key}`, depth + 1)
    if (found !== null) return found
  }
  return null
}
