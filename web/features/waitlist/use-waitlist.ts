import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { WaitlistWish } from '../../../contract/shapes/waitlist.ts'
import { attempt } from '../../api/attempt.ts'
import { createAttemptKeys } from '../../api/attempt-keys.ts'
import { api } from '../../api/client.ts'
import { failureOf, unwrap } from '../../api/failure.ts'
import { keys } from '../../api/queries.ts'

export function useJoinWaitlist(eventId: string) {
  const client = useQueryClient()
  const attemptKeys = useMemo(() => createAttemptKeys(), [])
  return useMutation({
    mutationFn: async (body: WaitlistWish) => {
      const reply = await attempt(
        (options) => api.joinWaitlist({ params: { idOrSlug: eventId }, body }, options),
        attemptKeys.keyFor(body),
      )
      if (reply.ok || reply.status !== 0) attemptKeys.answered()
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSettled: () => client.invalidateQueries({ queryKey: keys.mine }),
  })
}

export function useLeaveWaitlist() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (id: string) => unwrap(await api.leaveWaitlist({ params: { id } })),
    onSettled: () => client.invalidateQueries({ queryKey: keys.mine }),
  })
}
