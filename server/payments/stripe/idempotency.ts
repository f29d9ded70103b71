import { stripeLimits } from '../../limits/stripe-limits.ts'
import { isReplayed } from './errors.ts'

/**
 * Does something once under an idempotency key of ours. Stripe answers a key that it has seen as it did before, for a day,
 * failures included; so when it is an old failure that comes back, the next of a fixed row of keys is used. `happened` looks,
 * before that, whether the act was done behind the failure.
 *
 * Two servers that do this at once walk along the same row, so the act is still done once.
 */
export async function underKey<T>(
  key: string,
  act: (key: string) => Promise<T>,
  happened: () => Promise<T | undefined> = async () => undefined,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(attempt === 1 ? key : `${key}:${attempt}`)
    } catch (error) {
      if (!isReplayed(error) || attempt === stripeLimits.keysPerAct) throw error
      const done = await happened()
      if (done !== undefined) return done
    }
  }
}
