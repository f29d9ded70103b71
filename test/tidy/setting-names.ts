import { readFileSync } from 'node:fs'

/** Every environment variable that the server reads: what server/config.ts and its parts name. */
export function settingNames(): Set<string> {
  const files = ['config', 'mail-settings', 'stripe-settings', 'wallet-settings', 'trace-settings']
  const text = files
    .map((name) => readFileSync(new URL(`../../server/${name}.ts`, import.meta.url), 'utf8'))
    .join('\n')
  const named = text.matchAll(
    /'((?:FULLHOUSE|STRIPE|APPLE|GOOGLE|REDIS)_[A-Z_]+|PORT|HOST|NODE_ENV|DATABASE_URL)'|\benv\.([A-Z_]+)/g,
  )
  return new Set([...named].map(([, quoted, dotted]) => (quoted ?? dotted)!))
}
