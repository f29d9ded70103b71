/** How many sockets are open, in all and from each address. */
export interface SocketPlaces {
  /**
   * A place, or which bound is reached. `leave` gives it back; more than once does no harm. `unbounded`: whatever the
   * address has already.
   */
  take(address: string, unbounded?: boolean): { leave(): void } | 'full' | 'address full'
}

export function createSocketPlaces(bounds: { total: number; perAddress: number }): SocketPlaces {
  const byAddress = new Map<string, number>()
  let total = 0

  return {
    take(address, unbounded = false) {
      if (total >= bounds.total) return 'full'
      const here = byAddress.get(address) ?? 0
      if (here >= bounds.perAddress && !unbounded) return 'address full'
      total += 1
      byAddress.set(address, here + 1)
      let left = false
      return {
        leave() {
          if (left) return
          left = true
          total -= 1
          const rest = byAddress.get(address)! - 1
          if (rest === 0) byAddress.delete(address)
          else byAddress.set(address, rest)
        },
      }
    },
  }
}
