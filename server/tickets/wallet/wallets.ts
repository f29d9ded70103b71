import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import type { WalletSettings } from '../../settings/wallet-settings.ts'
import { createApplePass } from './apple-pass.ts'
import { createGooglePass } from './google-pass.ts'

/** Makes passes for the wallet apps that are configured. */
export interface Wallets {
  offered: readonly ('apple' | 'google')[]
  /** The file of a pass. Null: the ticket is not valid, or this wallet is not offered. */
  apple(ticket: HeldTicket, locale: string): Promise<Buffer | null>
  /** The address that adds the pass. `origin`: where the shop is. Null likewise. */
  google(ticket: HeldTicket, locale: string, origin: string): Promise<string | null>
}

export function createWallets({ apple, google }: WalletSettings): Wallets {
  return {
    offered: [...(apple ? (['apple'] as const) : []), ...(google ? (['google'] as const) : [])],
    async apple(ticket, locale) {
      const { code } = ticket
      return apple === null || code === undefined ? null : createApplePass({ ...ticket, code }, locale, apple)
    },
    async google(ticket, locale, origin) {
      const { code } = ticket
      return google === null || code === undefined
        ? null
        : createGooglePass({ ...ticket, code }, locale, google, origin)
    },
  }
}
