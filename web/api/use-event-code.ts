import { useMutation } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import type { Event } from '../../contract/shapes/events.ts'
import type { CodeGrant } from '../../contract/shapes/prices.ts'
import { serverNow } from '../clock/server-clock.ts'
import { api } from './client.ts'
import { keepEventCode, readEventCode } from './event-code.ts'
import { unwrap } from './failure.ts'

/** The code that this visitor has for an event, and what it opens. */
export function useEventCode(event: Event) {
  const [grant, setGrant] = useState<CodeGrant | null>(null)
  const check = useMutation({
    mutationFn: async (code: string) =>
      unwrap(await api.checkCode({ params: { idOrSlug: event.id }, body: { code } })),
    onSuccess: (granted) => {
      setGrant(granted)
      keepEventCode(event.id, granted.code)
    },
  })
  const { mutate } = check
  const presale = event.presaleAt !== null && event.status === 'scheduled'
  /** Somewhere on this event's page a code makes a difference. */
  const isAsked =
    event.categories.some(({ locked }) => locked) ||
    (presale && Date.parse(event.presaleAt ?? '') <= serverNow())

  // What was typed before a reload is looked at again: it may have run out.
  useEffect(() => {
    const kept = isAsked ? readEventCode(event.id) : null
    if (kept !== null) mutate(kept)
  }, [event.id, isAsked, mutate])

  /** The event as it is for this visitor: what their code opens is not locked. */
  const opened = useMemo(
    () => ({
      ...event,
      categories: event.categories.map((category) =>
        category.locked && grant?.unlocks.includes(category.name) ? { ...category, locked: false } : category,
      ),
    }),
    [event, grant],
  )

  return {
    isAsked,
    opened: grant === null ? event : opened,
    grant,
    check,
    remove: () => {
      setGrant(null)
      check.reset()
      keepEventCode(event.id, null)
    },
  }
}

export type CodeAtEvent = ReturnType<typeof useEventCode>
