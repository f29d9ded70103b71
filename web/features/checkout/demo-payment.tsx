import { useMutation, useQueryClient } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { CreditCard, Lock } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import { attempt } from '../../api/attempt.ts'
import { createAttemptKeys } from '../../api/attempt-keys.ts'
import { api } from '../../api/client.ts'
import { failureOf, refusedWith } from '../../api/failure.ts'
import { keys, orderQuery } from '../../api/queries.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { formatMoney } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

type Outcome = 'succeed' | 'decline'

const cards: { outcome: Outcome; number: string }[] = [
  { outcome: 'succeed', number: '•••• 4242' },
  { outcome: 'decline', number: '•••• 0002' },
]

/** Play money: the whole way through a payment, both ends of it, without a bank. */
export function DemoPayment({ order, onPaid }: { order: Order; onPaid: () => void }) {
  const t = useTexts().checkout
  const client = useQueryClient()
  const attemptKeys = useMemo(() => createAttemptKeys(), [])
  const [outcome, setOutcome] = useState<Outcome>('succeed')
  const pay = useMutation({
    mutationFn: async (chosen: Outcome) => {
      const input = { params: { orderId: order.id }, body: { outcome: chosen } }
      const reply = await attempt((options) => api.payDemo(input, options), attemptKeys.keyFor(input))
      if (reply.ok || reply.status !== 0) attemptKeys.answered()
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: (paid) => {
      client.setQueryData(orderQuery(order.id).queryKey, paid)
      void client.invalidateQueries({ queryKey: [...keys.mine, 'orders'] })
      void client.invalidateQueries({ queryKey: [...keys.mine, 'holds'] })
      onPaid()
    },
    onError: (error) => {
      // Perhaps the money is paid and only the answer was lost; or the time is over. The order knows.
      if (!refusedWith(error, 'PAYMENT_DECLINED'))
        void client.invalidateQueries({ queryKey: orderQuery(order.id).queryKey })
    },
  })
  const failure = pay.error ? textOf(pay.error) : null
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pay.isPending) pay.mutate(outcome)
      }}
    >
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="text-heading font-bold">{t.payment}</h2>
        <Badge tone="warn">{t.playMoney}</Badge>
      </div>
      <fieldset className="grid gap-3 sm:grid-cols-2">
        <legend className="sr-only">{t.testCard}</legend>
        {cards.map((card) => (
          <label
            key={card.outcome}
            className={clsx(
              'relative grid cursor-pointer gap-4 rounded-lg border border-line-strong/60 bg-surface p-5 transition-colors hover:border-line-strong',
              'has-checked:border-accent-text has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--accent-text)]',
              'has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent-text',
            )}
          >
            <input
              type="radio"
              name="card"
              value={card.outcome}
              checked={outcome === card.outcome}
              onChange={() => setOutcome(card.outcome)}
              className="absolute inset-0 cursor-pointer appearance-none rounded-lg outline-none"
            />
            <span className="flex items-center justify-between">
              <CreditCard aria-hidden="true" className="size-6 text-accent-text" />
              <span className="tabular text-sm text-ink-soft">{card.number}</span>
            </span>
            <span className="leading-snug">
              <span className="block font-semibold">{t.cards[card.outcome].name}</span>
              <span className="block text-sm text-ink-faint">{t.cards[card.outcome].note}</span>
            </span>
          </label>
        ))}
      </fieldset>
      {failure ? (
        <Notice tone="bad" title={failure.title} urgent>
          {failure.text}
        </Notice>
      ) : null}
      <Button
        type="submit"
        size="l"
        busy={pay.isPending}
        icon={<Lock aria-hidden="true" className="size-4.5" />}
      >
        {t.pay(formatMoney(order.total))}
      </Button>
    </form>
  )
}
