import { QueryClient } from '@tanstack/react-query'
import { CallFailed, isPassing } from './failure.ts'

const MOST_READ_RETRIES = 3

export const queryClient = new QueryClient({
  defaultOptions: {
    // A phone that says it is offline is often wrong, and a buyer would rather be told than kept waiting.
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      // A refusal is an answer; only what may pass by itself is asked for again.
      retry: (failures, error) => failures < MOST_READ_RETRIES && isPassing(error),
      retryDelay: (failures, error) => {
        const asked = error instanceof CallFailed ? error.retryAfterSeconds : null
        return asked === null ? Math.min(500 * 2 ** failures, 8_000) : Math.min(asked * 1000, 8_000)
      },
    },
  },
})
