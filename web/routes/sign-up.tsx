import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useForgetIdentity } from '../api/account.ts'
import { signUp } from '../api/auth.ts'
import { AuthFrame, linkStyle } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { useTexts } from '../i18n/texts.ts'

const route = getRouteApi('/sign-up')

export function SignUpPage() {
  const t = useTexts()
  const texts = t.account.signUp
  const { to } = route.useSearch()
  const router = useRouter()
  const forget = useForgetIdentity()
  const { run, busy, at } = useAuthAction(signUp, async () => {
    await forget()
    router.history.replace(to ?? '/')
  })
  return (
    <AuthFrame
      title={texts.title}
      lead={texts.lead}
      after={
        <p>
          {texts.toSignIn((words) => (
            <Link to="/sign-in" search={to ? { to } : {}} className={linkStyle}>
              {words}
            </Link>
          ))}
        </p>
      }
    >
      <title>{t.app.title(texts.title)}</title>
      <CredentialsForm
        fields={['name', 'email', 'password']}
        password="new"
        submitLabel={texts.submit}
        busy={busy}
        refusalAt={at}
        onSubmit={({ name, email, password }) =>
          void run({ name: name.trim(), email: email.trim(), password })
        }
      />
    </AuthFrame>
  )
}
