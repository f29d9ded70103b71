import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { Hold, SeatSelection } from '../../../contract/shapes/holds.ts'
import { attempt } from '../../api/attempt.ts'
import { createAttemptKeys } from '../../api/attempt-keys.ts'
import { api } from '../../api/client.ts'
import { CallFailed, failureOf } from '../../api/failure.ts'
import { keys, myHoldsQuery } from '../../api/queries.ts'
import { serverNow, setServerClock } from '../../clock/server-clock.ts'

/**
 * The visitor's hold on places of one event, from wherever it was made: this tab, another one, or before a
 * reload. Placing and releasing go through here; nothing else on the page keeps a copy.
 */
export function useReservation(event: Event, code?: string) {
  const client = useQueryClient()
  const attemptKeys = useMemo(() => createAttemptKeys(), [])
  const mine = useQuery({ ...myHoldsQuery, refetchOnWindowFocus: 'always' })
  const found = mine.data?.find((hold) => hold.eventId === event.id && hold.state === 'live')
  const [lapsed, setLapsed] = useState<Hold | null>(null)
  const seen = useRef<Hold | null>(null)
  const released = useRef(new Set<string>())

  // A hold that was there and is gone without our doing has run out of time.
  useEffect(() => {
    const before = seen.current
    seen.current = found ?? null
    if (found) setLapsed(null)
    else if (
      before &&
      !released.current.has(before.id) &&
      Date.parse(before.expiresAt) <= serverNow() + 1_000
    ) {
      setLapsed(before)
    }
  }, [found])

  const setHolds = useCallback(
    (change: (holds: Hold[]) => Hold[]) =>
      client.setQueryData(myHoldsQuery.queryKey, (holds: Hold[] | undefined) => change(holds ?? [])),
    [client],
  )

  const place = useMutation({
    mutationFn: async (wanted: SeatSelection) => {
      const selection = code === undefined ? wanted : { ...wanted, code }
      const sentAt = Date.now()
      const reply = await attempt(
        (options) => api.placeHold({ params: { idOrSlug: event.id }, body: selection }, options),
        attemptKeys.keyFor(selection),
      )
      if (reply.ok || reply.status !== 0) attemptKeys.answered()
      if (!reply.ok) throw failureOf(reply)
      setServerClock(reply.value.serverTime, sentAt, Date.now())
      return reply.value
    },
    onSuccess: (hold) => {
      setLapsed(null)
      setHolds((holds) => [hold, ...holds.filter((one) => one.id !== hold.id)])
    },
    onError: (error) => {
      // Perhaps the hold was made and only its answer was lost.
      if (error instanceof CallFailed && error.problem === null) void mine.refetch()
    },
  })

  // What was refused for want of a code is no longer news once there is one.
  const { reset } = place
  useEffect(() => reset(), [code, reset])

  const release = useMutation({
    mutationFn: async (hold: Hold) => {
      released.current.add(hold.id)
      const reply = await attempt(
        (options) => api.releaseHold({ params: { id: hold.id } }, options),
        `release-${hold.id}`,
      )
      // Whatever has ended already needs no releasing.
      if (reply.ok || reply.problem?.code === 'HOLD_ENDED' || reply.problem?.code === 'NOT_FOUND') return hold
      released.current.delete(hold.id)
      throw failureOf(reply)
    },
    onSuccess: (hold) => {
      setHolds((holds) => holds.filter((one) => one.id !== hold.id))
      void client.invalidateQueries({ queryKey: keys.event(event.slug) })
    },
  })

  /** The countdown is over: the server is asked, because it alone may say so. */
  const lapse = useCallback(() => {
    if (seen.current) setLapsed(seen.current)
    setHolds((holds) => holds.filter((one) => one.id !== seen.current?.id))
    void mine.refetch()
  }, [mine.refetch, setHolds])

  return {
    hold: found ?? null,
    known: !mine.isPending,
    lapsed,
    forgetLapsed: () => setLapsed(null),
    place,
    release,
    lapse,
  }
}

export type Reservation = ReturnType<typeof useReservation>
