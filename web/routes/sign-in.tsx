import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useForgetIdentity } from '../api/account.ts'
import { signIn } from '../api/auth.ts'
import { AuthFrame, linkStyle } from '../features/account/auth-frame.tsx'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'

const route = getRouteApi('/sign-in')

export function SignInPage() {
  const { to } = route.useSearch()
  const router = useRouter()
  const forget = useForgetIdentity()
  const { run, busy, at } = useAuthAction(signIn, async () => {
    await forget()
    router.history.replace(to ?? '/')
  })
  return (
    <AuthFrame
      title="Welcome back"
      lead="Seats you hold and bookings you made as a guest come with you."
      after={
        <p>
          New here?{' '}
          <Link to="/sign-up" search={to ? { to } : {}} className={linkStyle}>
            Create an account
          </Link>
        </p>
      }
    >
      <title>Sign in · Fullhouse</title>
      <CredentialsForm
        fields={['email', 'password']}
        submitLabel="Sign in"
        busy={busy}
        refusalAt={at}
        onSubmit={({ email, password }) => void run({ email: email.trim(), password })}
      >
        <p className="-mt-1 text-sm">
          <Link to="/forgot-password" className={linkStyle}>
            Forgot your password?
          </Link>
        </p>
      </CredentialsForm>
    </AuthFrame>
  )
}
