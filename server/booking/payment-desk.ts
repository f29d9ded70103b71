import type { Gateway } from '../payments/gateway.ts'

/** Who carries out payments. */
export interface PaymentDesk {
  /** Of new payments; null where none is set up. */
  readonly chosen: Gateway | null
  /** Of payments that were begun earlier, perhaps with another provider. */
  of(provider: string): Gateway | undefined
  /** Something is due at a provider: whoever reconciles payments is to look now, not later. */
  nudge(): void
}

export function createPaymentDesk(gateways: readonly Gateway[], chosen: Gateway | null) {
  const byName = new Map<string, Gateway>(gateways.map((gateway) => [gateway.name, gateway]))
  let listener = () => {}
  return {
    chosen,
    of: (provider: string) => byName.get(provider),
    nudge: () => listener(),
    /** One listener: the job that reconciles. */
    onNudge(listen: () => void): void {
      listener = listen
    },
    gateways,
  }
}
