import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useForgetIdentity } from '../api/account.ts'
import { signUp } from '../api/auth.ts'
import { AuthFrame, linkStyle } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'

const route = getRouteApi('/sign-up')

export function SignUpPage() {
  const { to } = route.useSearch()
  const router = useRouter()
  const forget = useForgetIdentity()
  const { run, busy, at } = useAuthAction(signUp, async () => {
    await forget()
    router.history.replace(to ?? '/')
  })
  return (
    <AuthFrame
      title="Create an account"
      lead="Not needed to book. It keeps your tickets on every device, and fills in the form next time."
      after={
        <p>
          Already have one?{' '}
          <Link to="/sign-in" search={to ? { to } : {}} className={linkStyle}>
            Sign in
          </Link>
        </p>
      }
    >
      <title>Create an account · Fullhouse</title>
      <CredentialsForm
        fields={['name', 'email', 'password']}
        password="new"
        submitLabel="Create account"
        busy={busy}
        refusalAt={at}
        onSubmit={({ name, email, password }) =>
          void run({ name: name.trim(), email: email.trim(), password })
        }
      />
    </AuthFrame>
  )
}
