import { readdirSync, readFileSync } from 'node:fs'

/** Every environment variable that the server reads: what server/config.ts and server/settings name. */
export function settingNames(): Set<string> {
  const server = new URL('../../server/', import.meta.url)
  const parts = readdirSync(new URL('settings/', server)).filter((name) => !name.endsWith('.test.ts'))
  const text = ['config.ts', ...parts.map((name) => `settings/${name}`)]
    .map((path) => readFileSync(new URL(path, server), 'utf8'))
    .join('\n')
  const named = text.matchAll(
    /'((?:FULLHOUSE|STRIPE|APPLE|GOOGLE|REDIS)_[A-Z_]+|PORT|HOST|NODE_ENV|DATABASE_URL)'|\benv\.([A-Z_]+)/g,
  )
  return new Set([...named].map(([, quoted, dotted]) => (quoted ?? dotted)!))
}
