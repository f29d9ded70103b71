import { Lock } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import type { Buyer } from '../../../contract/shapes/orders.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { type BuyerErrors, checkBuyer, keepDraft } from './buyer.ts'

interface BuyerFormProps {
  initial: Buyer
  busy: boolean
  /** Faults the server found; they stay until the field is changed. */
  refused: BuyerErrors
  submitLabel: string
  notice: ReactNode
  onSubmit: (buyer: Buyer) => void
}

export function BuyerForm({ initial, busy, refused, submitLabel, notice, onSubmit }: BuyerFormProps) {
  const t = useTexts().checkout
  const [buyer, setBuyer] = useState(initial)
  const [left, setLeft] = useState<Partial<Record<keyof Buyer, boolean>>>({})
  const [changed, setChanged] = useState<Partial<Record<keyof Buyer, boolean>>>({})
  const form = useRef<HTMLFormElement>(null)
  const found = checkBuyer(buyer)
  const errorOf = (field: keyof Buyer) =>
    (left[field] ? found[field] : undefined) ?? (changed[field] ? undefined : refused[field])

  const set = (field: keyof Buyer, value: string) => {
    const next = { ...buyer, [field]: value }
    setBuyer(next)
    setChanged({ ...changed, [field]: true })
    keepDraft(next)
  }
  const common = (field: keyof Buyer) => ({
    name: field,
    value: buyer[field],
    error: errorOf(field),
    required: true,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set(field, event.target.value),
    onBlur: () => buyer[field] !== '' && setLeft({ ...left, [field]: true }),
  })

  return (
    <form
      ref={form}
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (busy) return
        setLeft({ name: true, email: true })
        setChanged({})
        const wrong = (['name', 'email'] as const).find((field) => found[field])
        if (wrong) form.current?.querySelector<HTMLInputElement>(`input[name=${wrong}]`)?.focus()
        else onSubmit(buyer)
      }}
    >
      <Field
        {...common('name')}
        label={t.name}
        autoComplete="name"
        autoCapitalize="words"
        enterKeyHint="next"
      />
      <Field
        {...common('email')}
        label={t.email}
        type="email"
        inputMode="email"
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="go"
        hint={t.emailHint}
      />
      {notice}
      <Button type="submit" size="l" busy={busy} icon={<Lock aria-hidden="true" className="size-4.5" />}>
        {submitLabel}
      </Button>
    </form>
  )
}
