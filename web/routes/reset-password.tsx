import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { resetPassword } from '../api/auth.ts'
import { AuthFrame } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { buttonStyle } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSpeaker } from '../ui/toaster.tsx'

const route = getRouteApi('/reset-password')

export function ResetPasswordPage() {
  const { token } = route.useSearch()
  const navigate = useNavigate()
  const { toast } = useSpeaker()
  const { run, busy, at } = useAuthAction(resetPassword, async () => {
    toast({ tone: 'good', title: 'Password changed', text: 'Sign in with the new one.' })
    await navigate({ to: '/sign-in', replace: true })
  })
  return (
    <AuthFrame title="Choose a new password">
      <title>Choose a new password · Fullhouse</title>
      {token ? (
        <CredentialsForm
          fields={['password']}
          password="new"
          submitLabel="Save the password"
          busy={busy}
          refusalAt={at}
          onSubmit={({ password }) => void run({ token, newPassword: password })}
        />
      ) : (
        <Notice
          tone="warn"
          title="This link is not complete"
          actions={
            <Link to="/forgot-password" className={buttonStyle('quiet', 's')}>
              Ask for a new link
            </Link>
          }
        >
          It may have been cut by the mail program, or it was used already.
        </Notice>
      )}
    </AuthFrame>
  )
}
