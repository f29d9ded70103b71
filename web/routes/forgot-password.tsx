import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { requestPasswordReset } from '../api/auth.ts'
import { AuthFrame, linkStyle } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { Notice } from '../ui/notice.tsx'

export function ForgotPasswordPage() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { run, busy, at } = useAuthAction(async (email: string) => {
    const reply = await requestPasswordReset(email)
    return reply.ok ? { ok: true as const, value: email } : reply
  }, setSentTo)
  return (
    <AuthFrame
      title="Reset your password"
      lead={
        sentTo
          ? undefined
          : 'Tell us the e-mail of your account, and we send a link to choose a new password.'
      }
      after={
        <Link to="/sign-in" className={linkStyle}>
          Back to sign in
        </Link>
      }
    >
      <title>Reset your password · Fullhouse</title>
      {sentTo ? (
        <Notice tone="good" title="Look into your mailbox" urgent>
          If there is an account for <span className="font-medium wrap-anywhere text-ink">{sentTo}</span>, a
          link is on its way. It works for one hour. Nothing came? Look under spam.
        </Notice>
      ) : (
        <CredentialsForm
          fields={['email']}
          submitLabel="Send the link"
          busy={busy}
          refusalAt={at}
          onSubmit={({ email }) => void run(email.trim())}
        />
      )}
    </AuthFrame>
  )
}
