import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { DemoBehaviour } from '../../../contract/shapes/payments.ts'
import { attempt } from '../../api/attempt.ts'
import { createAttemptKeys } from '../../api/attempt-keys.ts'
import { api } from '../../api/client.ts'
import { failureOf, refusedWith, unwrap } from '../../api/failure.ts'
import { keys, orderQuery } from '../../api/queries.ts'

const ASK_EVERY_MS = 2_000
const waiting = ['processing', 'authorised', 'captured']

/** What the buyer does at the demo's payment company, and what it says. */
export function useDemoPayment(order: Order, onPaid: () => void) {
  const client = useQueryClient()
  const attemptKeys = useMemo(() => createAttemptKeys(), [])
  const [isAsking, setIsAsking] = useState(false)

  const queryKey = ['payment', order.id]
  const look = async () => unwrap(await api.lookAtDemo({ params: { orderId: order.id } }))

  const take = (paid: Order) => {
    client.setQueryData(orderQuery(order.id).queryKey, paid)
    if (paid.state === 'awaiting_payment') {
      // Only looked at: it may be paid by now, and then there is nothing to begin.
      look().then(
        (seen) => client.setQueryData(queryKey, seen),
        () => company.refetch(),
      )
      return
    }
    void client.invalidateQueries({ queryKey: [...keys.mine, 'orders'] })
    void client.invalidateQueries({ queryKey: [...keys.mine, 'holds'] })
    if (paid.state === 'confirmed') onPaid()
  }
  const onError = (error: Error) => {
    void company.refetch()
    // Perhaps the money is paid and only the answer was lost; or the time is over. The order knows.
    if (!refusedWith(error, 'PAYMENT_DECLINED'))
      void client.invalidateQueries({ queryKey: orderQuery(order.id).queryKey })
  }

  // Begun, or begun again: a page that was reloaded in the middle of a payment goes on where it was. Its key is none of the customer's
  // own: news of the order, which read those anew, must not begin a payment that has just ended.
  const company = useQuery({
    queryKey,
    queryFn: async () => {
      unwrap(await api.beginPayment({ params: { id: order.id } }))
      return look()
    },
    gcTime: 0,
    retry: false,
  })
  const pay = useMutation({
    mutationFn: async (outcome: DemoBehaviour) => {
      const input = { params: { orderId: order.id }, body: { outcome } }
      const reply = await attempt((options) => api.payDemo(input, options), attemptKeys.keyFor(input))
      if (reply.ok || reply.status !== 0) attemptKeys.answered()
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: (paid) => {
      setIsAsking(paid.state === 'awaiting_payment')
      take(paid)
    },
    onError,
  })
  const answer = useMutation({
    mutationFn: async (approve: boolean) =>
      unwrap(await api.answerDemoChallenge({ params: { orderId: order.id }, body: { approve } })),
    onSuccess: take,
    onError,
  })

  const state = company.data?.state ?? 'open'
  const isWaiting = waiting.includes(state)
  useQuery({
    queryKey: [...queryKey, 'check'],
    queryFn: async () => {
      const checked = unwrap(await api.checkPayment({ params: { id: order.id } }))
      take(checked)
      return checked.state
    },
    enabled: isWaiting || (isAsking && state !== 'challenge' && state !== 'open'),
    gcTime: 0,
    refetchInterval: ASK_EVERY_MS,
  })

  return { state, isWaiting, pay, answer, error: pay.error ?? answer.error }
}
