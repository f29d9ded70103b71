import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * The language of whoever is asking, for mails that the accounts library has us write: it calls us back without the request,
 * and given the request it would check origins a second time, by rules of its own.
 */
export const askedIn = new AsyncLocalStorage<string>()
