import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { requestPasswordReset } from '../api/auth.ts'
import { AuthFrame, linkStyle } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { useTexts } from '../i18n/texts.ts'
import { Notice } from '../ui/notice.tsx'

export function ForgotPasswordPage() {
  const t = useTexts()
  const { forgot } = t.account
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { run, busy, at } = useAuthAction(async (email: string) => {
    const reply = await requestPasswordReset(email)
    return reply.ok ? { ok: true as const, value: email } : reply
  }, setSentTo)
  return (
    <AuthFrame
      title={forgot.title}
      lead={sentTo ? undefined : forgot.lead}
      after={
        <Link to="/sign-in" className={linkStyle}>
          {forgot.back}
        </Link>
      }
    >
      <title>{t.app.title(forgot.title)}</title>
      {sentTo ? (
        <Notice tone="good" title={forgot.sent} urgent>
          {forgot.sentText(sentTo, (words) => (
            <span className="font-medium wrap-anywhere text-ink">{words}</span>
          ))}
        </Notice>
      ) : (
        <CredentialsForm
          fields={['email']}
          submitLabel={forgot.submit}
          busy={busy}
          refusalAt={at}
          onSubmit={({ email }) => void run(email.trim())}
        />
      )}
    </AuthFrame>
  )
}
