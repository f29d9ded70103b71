import { type SubmitEvent, useRef, useState } from 'react'
import type { Event } from '../../../contract/shapes/events.ts'
import type { WaitlistWish } from '../../../contract/shapes/waitlist.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { speakCountdown } from '../../format/countdown.ts'
import { pageLanguage, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Stepper } from '../../ui/stepper.tsx'
import { Switch } from '../../ui/switch.tsx'
import { useJoinWaitlist } from './use-waitlist.ts'

interface JoinFormProps {
  event: Event & { waitlist: NonNullable<Event['waitlist']> }
  /** What the account is known by, if there is one. */
  person: { name: string; email: string } | null
  /** What was asked for, and could not be had. */
  wish: Pick<WaitlistWish, 'quantity' | 'category' | 'adjacent'>
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/

/** How many, where, and how to be reached: all it takes to wait. */
export function JoinForm({ event, person, wish }: JoinFormProps) {
  const { waitlist, checkout, seats } = useTexts()
  const t = waitlist.join
  const most = Math.min(event.maxPerOrder, event.maxPerCustomer ?? event.maxPerOrder)
  const [quantity, setQuantity] = useState(Math.min(wish.quantity, most))
  const [category, setCategory] = useState(wish.category ?? '')
  const [together, setTogether] = useState(wish.adjacent ?? false)
  const [name, setName] = useState(person?.name ?? '')
  const [email, setEmail] = useState(person?.email ?? '')
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const join = useJoinWaitlist(event.id)
  const errors = {
    name: name.trim() === '' ? checkout.errors.noName : null,
    email: EMAIL.test(email.trim())
      ? null
      : email.trim() === ''
        ? checkout.errors.noEmail
        : checkout.errors.wrongEmail,
  }
  const categories = event.categories.filter(({ locked }) => !locked)

  const submit = (happened: SubmitEvent) => {
    happened.preventDefault()
    if (join.isPending) return
    setTried(true)
    const wrong = (['name', 'email'] as const).find((field) => errors[field])
    if (wrong) {
      form.current?.querySelector<HTMLInputElement>(`input[name=${wrong}]`)?.focus()
      return
    }
    join.mutate({
      quantity,
      ...(category !== '' && { category }),
      ...(quantity > 1 && together && { adjacent: true }),
      name: name.trim(),
      email: email.trim(),
      locale: pageLanguage(),
    })
  }
  return (
    <form ref={form} noValidate className="grid gap-5" onSubmit={submit}>
      <Stepper label={seats.howMany} value={quantity} min={1} max={most} onChange={setQuantity} />
      {categories.length > 1 ? (
        <Select label={t.category} value={category} onChange={(chosen) => setCategory(chosen.target.value)}>
          <option value="">{t.any}</option>
          {categories.map((one) => (
            <option key={one.name} value={one.name}>
              {one.name}
            </option>
          ))}
        </Select>
      ) : null}
      {quantity > 1 && event.seating !== 'general' ? (
        <Switch label={seats.together} checked={together} onChange={setTogether} />
      ) : null}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          name="name"
          label={checkout.name}
          autoComplete="name"
          value={name}
          required
          hint={t.nameHint}
          error={tried ? errors.name : null}
          onChange={(typed) => setName(typed.target.value)}
        />
        <Field
          name="email"
          label={checkout.email}
          type="email"
          inputMode="email"
          autoComplete="email"
          spellCheck={false}
          value={email}
          required
          hint={t.emailHint}
          error={tried ? errors.email : null}
          onChange={(typed) => setEmail(typed.target.value)}
        />
      </div>
      {join.error ? <Refused error={join.error} /> : null}
      <div className="grid gap-3">
        <Button type="submit" size="l" busy={join.isPending}>
          {t.submit(quantity)}
        </Button>
        <p className="text-sm text-ink-faint">
          {event.waitlist.promotes
            ? t.promotes
            : t.offers(speakCountdown(event.waitlist.offerSeconds * 1000))}
        </p>
      </div>
    </form>
  )
}

function Refused({ error }: { error: unknown }) {
  const { title, text } = textOf(error)
  return (
    <Notice tone="bad" urgent title={title}>
      {text}
    </Notice>
  )
}
