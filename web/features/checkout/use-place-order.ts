import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Hold } from '../../../contract/shapes/holds.ts'
import type { Buyer, NewOrder } from '../../../contract/shapes/orders.ts'
import { attempt } from '../../api/attempt.ts'
import { createAttemptKeys } from '../../api/attempt-keys.ts'
import { api } from '../../api/client.ts'
import { failureOf } from '../../api/failure.ts'
import { keys, orderQuery } from '../../api/queries.ts'
import { pageLanguage } from '../../i18n/texts.ts'

/** Turns a hold into an order, once, however often the button is pressed or the network drops. */
export function usePlaceOrder(hold: Hold) {
  const client = useQueryClient()
  const attemptKeys = useMemo(() => createAttemptKeys(), [])
  return useMutation({
    mutationFn: async ({
      buyer,
      price,
    }: {
      buyer: Buyer
      price: Pick<NewOrder, 'tickets' | 'code' | 'total' | 'acceptEquivalent'>
    }) => {
      const named = { name: buyer.name.trim(), email: buyer.email.trim() }
      const body = { holdId: hold.id, buyer: named, locale: pageLanguage(), ...price }
      const reply = await attempt((options) => api.placeOrder({ body }, options), attemptKeys.keyFor(body))
      if (reply.ok || reply.status !== 0) attemptKeys.answered()
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: (order) => {
      client.setQueryData(orderQuery(order.id).queryKey, order)
      // The order's page asks again at once: this reply did not wait for the tickets' codes to be signed.
      void client.invalidateQueries({ queryKey: orderQuery(order.id).queryKey })
      void client.invalidateQueries({ queryKey: [...keys.mine, 'holds'] })
      void client.invalidateQueries({ queryKey: [...keys.mine, 'orders'] })
    },
  })
}
