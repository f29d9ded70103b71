import { defineConfig } from 'vitest/config'

const none = ['**/node_modules/**', 'web/dist/**']
/** What needs a program of the system's says so in its name, wherever it stands. */
const elsewhere = [...none, '**/*.redis.test.ts', '**/*.pgbouncer.test.ts']
const withDatabase = { globalSetup: ['test/setup/global-database.ts'] }
const seconds = 1000

/** `npm test -- NAME` runs one of these. */
export default defineConfig({
  test: {
    // Most of them wait for a database: with one at a time, half a small machine would be idle.
    maxWorkers: 2,
    // Of one file: walks through the shop wait for the network, for a bank, for a hold to end.
    maxConcurrency: 3,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,contract,lab,web,setup,plans,test/setup,test/tidy}/**/*.test.{ts,tsx}'],
          exclude: [...elsewhere, '**/*.pg.test.ts'],
        },
      },
      {
        test: {
          name: 'pg',
          include: ['{server,lab}/**/*.pg.test.ts'],
          exclude: elsewhere,
          testTimeout: 30 * seconds,
          ...withDatabase,
        },
      },
      {
        test: {
          name: 'races',
          include: ['test/races/**/*.test.ts'],
          exclude: elsewhere,
          testTimeout: 60 * seconds,
          ...withDatabase,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          exclude: elsewhere,
          testTimeout: 120 * seconds,
          hookTimeout: 60 * seconds,
          // They measure how soon things come back, and kill processes: one file at a time.
          fileParallelism: false,
          ...withDatabase,
        },
      },
      {
        test: {
          name: 'acceptance',
          include: ['test/acceptance/**/*.test.ts'],
          exclude: elsewhere,
          testTimeout: 60 * seconds,
          hookTimeout: 60 * seconds,
          ...withDatabase,
        },
      },
      // They kill what they need, measure how soon it comes back, and start several servers: one file at a time.
      ...['redis', 'pgbouncer'].map((name) => ({
        test: {
          name,
          include: [`{server,lab,test}/**/*.${name}.test.ts`],
          exclude: none,
          testTimeout: 120 * seconds,
          hookTimeout: 60 * seconds,
          fileParallelism: false,
          ...withDatabase,
        },
      })),
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120 * seconds,
          hookTimeout: 60 * seconds,
          // A worker's files share a server and a Chromium: each takes seconds to start.
          isolate: false,
          ...withDatabase,
        },
      },
    ],
  },
})
