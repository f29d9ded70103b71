const DEEPEST = 50

/**
 * The path of a part of a document that the database could not keep, or null. JSON may say more than PostgreSQL can
 * store: the NUL character, half of a surrogate pair, nesting without end.
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
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const found = findUnstorable(value[i], `${path}[${i}]`, depth + 1)
      if (found !== null) return found
    }
    return null
  }
  for (const key in value) {
    const within = path === '' ? key : `${path}.${key}`
    const found =
      findUnstorable(key, path) ?? findUnstorable((value as Record<string, unknown>)[key], within, depth + 1)
    if (found !== null) return found
  }
  return null
}
