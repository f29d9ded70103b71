import { OverloadedFault } from '../domain/fault.ts'
import { accountLimits } from '../limits/account-limits.ts'

/**
 * Lets a few operations that hash a password run at once and a bounded number wait, in order. Without it a crowd that
 * signs up would take every connection and every core from those who buy.
 */
export function createPasswordGate(): <T>(operation: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0

  return async (operation) => {
    if (running >= accountLimits.passwordsAtOnce) {
      if (waiting.length >= accountLimits.passwordsWaiting)
        throw new OverloadedFault('too many people sign in at once', { retryAfterSeconds: 5 })
      // Whoever leaves hands the place over, so `running` already counts the one who is woken.
      await new Promise<void>((enter) => waiting.push(enter))
    } else running += 1
    try {
      return await operation()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}
