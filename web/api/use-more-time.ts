import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Hold } from '../../contract/shapes/holds.ts'
import { serverNow, setServerClock } from '../clock/server-clock.ts'
import { useServerNow } from '../clock/use-countdown.ts'
import { offerMs } from '../format/countdown.ts'
import { useLocale, useTexts } from '../i18n/texts.ts'
import { attempt } from './attempt.ts'
import { api } from './client.ts'
import { failureOf } from './failure.ts'
import { holdQuery, keys, myHoldsQuery } from './queries.ts'
import { type RefusalText, textOf } from './refusal-texts.ts'

/** More time for a hold, as the visitor may ask for it wherever they see the time running. */
export interface MoreTime {
  /** The end is near, and more is to be had. */
  offered: boolean
  /** More was given here, and the hold ends when that said. */
  given: boolean
  /** How often more may still be asked for. */
  left: number
  /** What one extension adds: “5 minutes”, and “5 min” where there is little room. */
  amount: string
  amountShort: string
  busy: boolean
  /** Why it was not given. */
  refused: RefusalText | null
  ask: () => void
}

/** For this long it is said that more was given; then the clock says all there is to say. */
const SAID_MS = 20_000

export function useMoreTime(hold: Hold): MoreTime {
  const client = useQueryClient()
  const { formats } = useTexts()
  const locale = useLocale()
  const [last, setLast] = useState<{ until: string; atMs: number } | null>(null)
  const { holdSeconds, extensionsLeft: left } = hold
  const nowMs = useServerNow()
  const leftMs = Date.parse(hold.expiresAt) - nowMs
  const unit = holdSeconds % 60 === 0 ? 'minute' : 'second'
  const count = unit === 'minute' ? holdSeconds / 60 : holdSeconds

  const { mutate, isPending, error } = useMutation({
    mutationFn: async ({ id, expiresAt }: Hold) => {
      const sentAt = Date.now()
      // The end that was seen makes every try, and every tab, ask for the same extension.
      const reply = await attempt(
        (options) => api.extendHold({ params: { id }, body: { expiresAt } }, options),
        `extend-${id}-${expiresAt}`,
      )
      if (!reply.ok) throw failureOf(reply)
      setServerClock(reply.value.serverTime, sentAt, Date.now())
      return reply.value
    },
    onSuccess: (extended) => {
      client.setQueryData(holdQuery(extended.id).queryKey, extended)
      client.setQueryData(myHoldsQuery.queryKey, (holds) =>
        holds?.map((one) => (one.id === extended.id ? extended : one)),
      )
      setLast({ until: extended.expiresAt, atMs: serverNow() })
    },
    onError: () => void client.invalidateQueries({ queryKey: keys.mine }),
  })
  return {
    offered: left > 0 && leftMs > 0 && leftMs <= offerMs(holdSeconds),
    given: last?.until === hold.expiresAt && nowMs - last.atMs < SAID_MS,
    left,
    amount: unit === 'minute' ? formats.minutes(count) : formats.seconds(count),
    amountShort: new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count),
    busy: isPending,
    refused: error === null ? null : textOf(error),
    ask: () => mutate(hold),
  }
}
