import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useForgetIdentity } from '../api/account.ts'
import { signIn } from '../api/auth.ts'
import { AuthFrame, linkStyle } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { useTexts } from '../i18n/texts.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const t = useTexts()
  const texts = t.account.signIn
  const { to } = route.useSearch()
  const router = useRouter()
  const forget = useForgetIdentity()
  const { run, busy, at } = useAuthAction(signIn, async () => {
    await forget()
    router.history.replace(to ?? '/')
  })
  return (
    <AuthFrame
      title={texts.title}
      lead={texts.lead}
      after={
        <p>
          {texts.toSignUp((words) => (
            <Link to="/sign-up" search={to ? { to } : {}} className={linkStyle}>
              {words}
            </Link>
          ))}
        </p>
      }
    >
      <title>{t.app.title(texts.page)}</title>
      <CredentialsForm
        fields={['email', 'password']}
        submitLabel={texts.submit}
        busy={busy}
        refusalAt={at}
        onSubmit={({ email, password }) => void run({ email: email.trim(), password })}
      >
        <p className="-mt-1 text-sm">
          <Link to="/forgot-password" className={linkStyle}>
            {texts.forgot}
          </Link>
        </p>
      </CredentialsForm>
    </AuthFrame>
  )
}
