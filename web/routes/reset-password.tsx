import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { resetPassword } from '../api/auth.ts'
import { AuthFrame } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { texts, useTexts } from '../i18n/texts.ts'
import { buttonStyle } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSpeaker } from '../ui/toaster.tsx'

const route = getRouteApi('/reset-password')

export function ResetPasswordPage() {
  const t = useTexts()
  const { reset } = t.account
  const { token } = route.useSearch()
  const navigate = useNavigate()
  const { toast } = useSpeaker()
  const { run, busy, at } = useAuthAction(resetPassword, async () => {
    toast({ tone: 'good', ...texts().account.reset.done })
    await navigate({ to: '/sign-in', replace: true })
  })
  return (
    <AuthFrame title={reset.title}>
      <title>{t.app.title(reset.title)}</title>
      {token ? (
        <CredentialsForm
          fields={['password']}
          password="new"
          submitLabel={reset.submit}
          busy={busy}
          refusalAt={at}
          onSubmit={({ password }) => void run({ token, newPassword: password })}
        />
      ) : (
        <Notice
          tone="warn"
          title={reset.incomplete.title}
          actions={
            <Link to="/forgot-password" className={buttonStyle('quiet', 's')}>
              {reset.incomplete.action}
            </Link>
          }
        >
          {reset.incomplete.text}
        </Notice>
      )}
    </AuthFrame>
  )
}
