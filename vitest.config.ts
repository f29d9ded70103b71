import { defineConfig } from 'vitest/config'

const none = ['**/node_modules/**', 'web/dist/**']
const withDatabase = { globalSetup: ['test/setup/global-database.ts'] }
const seconds = 1000

/** `npm test -- NAME` runs one of these. */
export default defineConfig({
  test: {
    // Most of them wait for a database: with one at a time, half a small machine would be idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{server,contract,lab,web,setup,plans,test/setup,test/tidy}/**/*.test.{ts,tsx}'],
          exclude: [...none, '**/*.pg.test.ts'],
        },
      },
      {
        test: {
          name: 'pg',
          include: ['{server,lab}/**/*.pg.test.ts'],
          exclude: none,
          testTimeout: 30 * seconds,
          ...withDatabase,
        },
      },
      {
        test: {
          name: 'races',
          include: ['test/races/**/*.test.ts'],
          testTimeout: 60 * seconds,
          ...withDatabase,
        },
      },
      {
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
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
          testTimeout: 60 * seconds,
          hookTimeout: 60 * seconds,
          ...withDatabase,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120 * seconds,
          hookTimeout: 60 * seconds,
          fileParallelism: false,
          // One worker for all files, so that they share a server and a Chromium: each takes seconds to start.
          isolate: false,
          ...withDatabase,
        },
      },
    ],
  },
})
