import { expect, test } from 'vitest'
import { importsOf, type SourceFile, sourceFiles } from './source-files.ts'

/*
 * Who may import whom. A folder that is not listed here, or an import that is not allowed, fails.
 *
 * Left out, because everyone may use them: `server/config` and `server/settings`, `server/limits`, `server/observe`, `server/ids` and `server/html`; and
 * the contract, which is the shared vocabulary and imports nothing. The domain may use none of these, except to name
 * a type of the contract. `context`, `main` and what they are split into wire everything and are not bound.
 */
const everywhere = [
  'contract',
  'server/config.ts',
  'server/settings',
  'server/limits',
  'server/ids.ts',
  'server/html.ts',
  'server/observe',
]

const allowed: Record<string, string[]> = {
  contract: [],
  'server/config.ts': ['server/redis/redis-url.ts', ...everywhere],
  'server/settings': everywhere,
  'server/limits': [],
  'server/ids.ts': [],
  'server/html.ts': [],
  'server/observe': everywhere,
  'server/phased-stop.ts': everywhere,
  'server/domain': [],
  'server/language': [],
  'server/postgres': everywhere,
  'server/redis': everywhere,
  'server/backup': ['server/postgres', ...everywhere],
  'server/sql': ['server/domain', 'server/postgres', ...everywhere],
  'server/inventory': ['server/domain', 'server/sql', 'server/postgres', 'server/redis', ...everywhere],
  // postgres: the demo provider keeps books of its own.
  'server/payments': ['server/domain', 'server/postgres', ...everywhere],
  'server/tickets': ['server/domain', 'server/language', 'server/postgres', ...everywhere],
  'server/accounts': ['server/domain', 'server/postgres', 'server/redis', ...everywhere],
  'server/booking': [
    ...[
      'server/domain',
      'server/inventory',
      'server/sql',
      'server/postgres',
      'server/payments/gateway.ts',
      'server/tickets/ticket-seal.ts',
    ],
    ...everywhere,
  ],
  'server/waiting-room': [
    ...['server/booking', 'server/domain', 'server/inventory', 'server/sql', 'server/postgres'],
    ...['server/accounts/recent.ts', 'server/redis', ...everywhere],
  ],
  'server/lab': [
    ...['server/booking', 'server/domain', 'server/inventory', 'server/sql', 'server/postgres'],
    ...everywhere,
  ],
  'server/mail': [
    ...[
      'server/booking',
      'server/domain',
      'server/language',
      'server/sql',
      'server/postgres',
      'server/tickets',
    ],
    ...everywhere,
  ],
  'server/http': [
    'server/booking',
    'server/mail',
    'server/lab',
    'server/waiting-room',
    'server/tickets',
    'server/language',
    'server/accounts',
    'server/domain',
    'server/redis',
    ...everywhere,
  ],
  'server/realtime': ['server/booking', 'server/redis', ...everywhere],
  'server/jobs': ['server/booking', 'server/mail', ...everywhere],
  'server/demo': ['server/booking', 'server/domain', ...everywhere],

  'web/i18n': [],
  'web/clock': ['contract'],
  // A page of its own, as small as can be: it waits in tens of thousands of browsers.
  'web/queue': ['contract', 'web/styles'],
  'web/format': ['contract', 'web/clock', 'web/i18n'],
  'web/offline': [],
  'web/api': ['contract', 'web/clock', 'web/format', 'web/i18n', 'web/offline'],
  'web/live': ['contract', 'web/clock'],
  'web/seat-map': ['contract', 'web/live'],
  'web/ui': ['contract', 'web/clock', 'web/format', 'web/i18n', 'web/styles'],
  'web/features': [
    'contract',
    'web/api',
    'web/clock',
    'web/format',
    'web/i18n',
    'web/live',
    'web/offline',
    'web/seat-map',
    'web/ui',
  ],
  lab: ['contract'],
  // Black box: it gets an address, and knows the server by its contract only.
  'test/acceptance': ['contract', 'lab', 'test/setup'],
}

/** What wires, builds or tests may import anything. */
const unbound = [
  ...['server/main.ts', 'server/start.ts', 'server/context.ts', 'server/routes.ts'],
  ...['server/migrate.ts', 'server/back-up.ts', 'server/restore.ts', 'server/make-organiser.ts'],
  'server/on-database.ts',
  ...['web/main.tsx', 'web/first.ts', 'web/router.tsx', 'web/routes'],
  ...['web/vite.config.ts', 'web/inline-first.ts'],
  ...[
    'setup',
    'plans',
    'vitest.config.ts',
    'test/setup',
    'test/tidy',
    'test/races',
    'test/faults',
    'test/browser',
  ],
]

/** Single exceptions, each with its reason. */
const exceptions: Record<string, string[]> = {
  // The edge is put together here: it needs to know a lost database when it sees one, and hands the pool to accounts.
  'server/http/app.ts': ['server/postgres/sqlstate.ts', 'server/postgres/pool.ts'],
  // The sweep is the one door's own act; there is nothing for booking to add.
  'server/jobs/sweep-holds.ts': ['server/inventory/inventory.ts'],
  'server/jobs/tend-copies.ts': ['server/inventory/inventory.ts'],
  // Fills an empty database, which takes accounts and a look at whether there is anything.
  'server/demo/load-demo.ts': [
    'server/accounts/demo-accounts.ts',
    'server/postgres/pool.ts',
    'server/sql/queue/change-queue.ts',
    'server/sql/tables.ts',
  ],
}

const isIn = (path: string, place: string) => path === place || path.startsWith(`${place}/`)
/** Tests beside the code use whatever they need to see it work. */
const isTest = (path: string) => /\.test\.tsx?$/.test(path) && !isIn(path, 'test/acceptance')

function placeOf(path: string): string | undefined {
  return Object.keys(allowed).find((place) => isIn(path, place))
}

function forbiddenImports(file: SourceFile): string[] {
  const place = placeOf(file.path)
  if (place === undefined) return [`${file.path} is in no place of the table`]
  const may = [place, ...allowed[place]!, ...(exceptions[file.path] ?? [])]
  return importsOf(file)
    .filter(({ target }) => !may.some((other) => isIn(target, other)))
    .filter(({ target, typeOnly }) => !(place === 'server/domain' && typeOnly && isIn(target, 'contract')))
    .map(({ target }) => `${file.path} imports ${target}`)
}

const files = sourceFiles('.ts', '.tsx')
const bound = files.filter(({ path }) => !isTest(path) && !unbound.some((place) => isIn(path, place)))

test('every import is one that the table allows', () => {
  expect(bound.length).toBeGreaterThan(100)
  expect(bound.flatMap(forbiddenImports)).toEqual([])
})

test('one feature of the web app does not import another', () => {
  const featureOf = (path: string) => /^web\/features\/([^/]+)\//.exec(path)?.[1]
  const crossing = files.flatMap((file) => {
    const own = featureOf(file.path)
    if (own === undefined) return []
    return importsOf(file)
      .filter(({ target }) => (featureOf(target) ?? own) !== own)
      .map(({ target }) => `${file.path} imports ${target}`)
  })
  expect(crossing).toEqual([])
})

test('every exception is still needed', () => {
  const unneeded = Object.entries(exceptions).flatMap(([path, targets]) => {
    const file = files.find((each) => each.path === path)
    const imported = file ? importsOf(file).map(({ target }) => target) : []
    return targets.filter((target) => !imported.includes(target)).map((target) => `${path}: ${target}`)
  })
  expect(unneeded).toEqual([])
})

test('an import that the table forbids is found', () => {
  const text = `import { a } from '../booking/place-hold.ts'\nimport type { B } from '../../contract/shapes/orders.ts'\n`
  expect(forbiddenImports({ path: 'server/domain/x.ts', text })).toEqual([
    'server/domain/x.ts imports server/booking/place-hold.ts',
  ])
  const several = `import {\n  a,\n  b,\n} from '../http/app.ts'\nexport { c } from '../realtime/hub.ts'\nimport '../jobs/d.ts'\nawait import('../start.ts')`
  expect(forbiddenImports({ path: 'server/booking/x.ts', text: several })).toHaveLength(4)
})
