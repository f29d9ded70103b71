import { type ReactNode, useRef, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PasswordField } from '../../ui/password-field.tsx'
import { type CredentialField, type Credentials, checkCredentials, SHORTEST_PASSWORD } from './credentials.ts'

interface CredentialsFormProps {
  /** Which fields there are, in order. */
  fields: readonly CredentialField[]
  initial?: Partial<Credentials>
  /** “new” asks for a new password and says how long it must be. */
  password?: 'current' | 'new'
  submitLabel: string
  busy: boolean
  refusalAt: (field: 'email' | 'password' | null) => string | null
  onSubmit: (credentials: Credentials) => void
  children?: ReactNode
}

/** Name, e-mail, password, phone: whichever of them a page needs, with errors beside them. */
export function CredentialsForm(props: CredentialsFormProps) {
  const { fields, initial, password = 'current', submitLabel, busy, refusalAt, onSubmit, children } = props
  const t = useTexts().account
  const [values, setValues] = useState<Credentials>({
    name: '',
    email: '',
    password: '',
    phone: '',
    ...initial,
  })
  const [tried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const errors = checkCredentials(values, fields, password)
  const common = (field: CredentialField) => ({
    name: field,
    value: values[field],
    error:
      (tried ? errors[field] : undefined) ??
      (field === 'email' || field === 'password' ? refusalAt(field) : null),
    onChange: (event: React.ChangeEvent<HTMLInputElement>) =>
      setValues({ ...values, [field]: event.target.value }),
  })
  const general = refusalAt(null)
  const input = (field: CredentialField) => {
    const props = common(field)
    switch (field) {
      case 'name':
        return <Field {...props} key={field} label={t.name} autoComplete="name" autoCapitalize="words" />
      case 'email':
        return (
          <Field
            {...props}
            key={field}
            label={t.email}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
        )
      case 'phone':
        return (
          <Field
            {...props}
            key={field}
            label={t.phone}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            hint={t.phoneHint}
          />
        )
      case 'password':
        return (
          <PasswordField
            {...props}
            key={field}
            label={password === 'new' ? t.newPassword : t.password}
            autoComplete={password === 'new' ? 'new-password' : 'current-password'}
            hint={password === 'new' ? t.newPasswordHint(SHORTEST_PASSWORD) : undefined}
          />
        )
    }
  }
  return (
    <form
      ref={form}
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        const wrong = fields.find((field) => errors[field])
        if (wrong) form.current?.querySelector<HTMLInputElement>(`input[name=${wrong}]`)?.focus()
        else onSubmit(values)
      }}
    >
      {fields.map((field) => input(field))}
      {general ? (
        <Notice tone="bad" urgent>
          {general}
        </Notice>
      ) : null}
      {children}
      <Button type="submit" size="l" busy={busy}>
        {submitLabel}
      </Button>
    </form>
  )
}
