import { clsx } from 'clsx'
import { CreditCard, Lock, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Order } from '../../../contract/shapes/orders.ts'
import type { DemoBehaviour } from '../../../contract/shapes/payments.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { formatMoney } from '../../format/money.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { useDemoPayment } from './use-demo-payment.ts'

type Card = { outcome: DemoBehaviour; number: string }

const cards: Card[] = [
  { outcome: 'succeed', number: '•••• 4242' },
  { outcome: 'decline', number: '•••• 0002' },
  { outcome: 'challenge', number: '•••• 3155' },
  { outcome: 'slow', number: '•••• 0077' },
]
const troubles: Card[] = [
  { outcome: 'late', number: '•••• 2359' },
  { outcome: 'webhook_lost', number: '•••• 0404' },
  { outcome: 'webhook_twice', number: '•••• 2222' },
  { outcome: 'webhook_first', number: '•••• 0001' },
]

/** Play money: the whole way through a payment, both ends of it, without a bank. The buyer chooses what the bank does. */
export function DemoPayment({ order, onPaid }: { order: Order; onPaid: () => void }) {
  const t = useTexts().checkout
  const [outcome, setOutcome] = useState<DemoBehaviour>('succeed')
  const { state, isWaiting, pay, answer, error } = useDemoPayment(order, onPaid)
  const failure = error && !pay.isPending && !answer.isPending ? textOf(error) : null
  const choose = { chosen: outcome, onChoose: setOutcome }
  return (
    <section className="grid gap-5" aria-labelledby="payment">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="payment" className="text-heading font-bold">
          {t.payment}
        </h2>
        <Badge tone="warn">{t.playMoney}</Badge>
      </div>
      {state === 'challenge' ? (
        <Challenge busy={answer.isPending} onAnswer={(approve) => answer.mutate(approve)} />
      ) : isWaiting ? (
        <div
          role="status"
          className="grid min-h-44 content-center justify-items-center gap-2 rounded-md bg-raised p-6 text-center"
        >
          <span className="text-2xl text-accent-text">
            <Spinner />
          </span>
          <p className="font-semibold">{t.demo.waiting.title}</p>
          <p className="max-w-[44ch] text-ink-soft">{t.demo.waiting.text}</p>
        </div>
      ) : (
        <form
          className="grid gap-5"
          onSubmit={(event) => {
            event.preventDefault()
            if (!pay.isPending) pay.mutate(outcome)
          }}
        >
          <fieldset className="grid gap-3 sm:grid-cols-2">
            <legend className="mb-3 text-sm text-ink-soft">{t.demo.choose}</legend>
            {cards.map((card) => (
              <CardChoice key={card.outcome} card={card} {...choose} />
            ))}
          </fieldset>
          <details>
            <summary className="w-fit cursor-pointer py-2 font-medium text-accent-text">
              {t.demo.more}
            </summary>
            <fieldset className="mt-2 grid gap-3 sm:grid-cols-2">
              <legend className="sr-only">{t.demo.more}</legend>
              {troubles.map((card) => (
                <CardChoice key={card.outcome} card={card} {...choose} />
              ))}
            </fieldset>
          </details>
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
      )}
    </section>
  )
}

interface CardChoiceProps {
  card: Card
  chosen: DemoBehaviour
  onChoose: (outcome: DemoBehaviour) => void
}

function CardChoice({ card: { outcome, number }, chosen, onChoose }: CardChoiceProps) {
  const { name, note } = useTexts().checkout.cards[outcome]
  return (
    <label
      className={clsx(
        'relative grid cursor-pointer gap-3 rounded-lg border border-line-strong/60 bg-surface p-4 transition-colors hover:border-line-strong',
        'has-checked:border-accent-text has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--accent-text)]',
        'has-focus-visible:outline-3 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent-text',
      )}
    >
      <input
        type="radio"
        name="card"
        value={outcome}
        checked={chosen === outcome}
        onChange={() => onChoose(outcome)}
        className="absolute inset-0 cursor-pointer appearance-none rounded-lg outline-none"
      />
      <span className="flex items-center justify-between">
        <CreditCard aria-hidden="true" className="size-6 text-accent-text" />
        <span className="tabular text-sm text-ink-soft">{number}</span>
      </span>
      <span className="leading-snug">
        <span className="block font-semibold">{name}</span>
        <span className="block text-sm text-ink-faint">{note}</span>
      </span>
    </label>
  )
}

/** Where a real bank would show its own page (3-D Secure). */
function Challenge({ busy, onAnswer }: { busy: boolean; onAnswer: (approve: boolean) => void }) {
  const t = useTexts().checkout.demo.challenge
  return (
    <div className="grid gap-4 rounded-md border border-line-strong/60 bg-surface p-5">
      <p className="flex items-center gap-3 font-semibold">
        <ShieldCheck aria-hidden="true" className="size-6 text-accent-text" />
        {t.title}
      </p>
      <p className="text-ink-soft">{t.text}</p>
      <div className="flex flex-wrap gap-2">
        <Button busy={busy} onClick={() => onAnswer(true)}>
          {t.yes}
        </Button>
        <Button look="quiet" disabled={busy} onClick={() => onAnswer(false)}>
          {t.no}
        </Button>
      </div>
    </div>
  )
}
