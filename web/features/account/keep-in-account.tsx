import { useForgetIdentity } from '../../api/account.ts'
import { signUp } from '../../api/auth.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
import { useSpeaker } from '../../ui/toaster.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { useAuthAction } from './use-auth-action.ts'

/**
 * From guest to account in one step: who it is, is known from the booking; only a password is missing. A ticket that was
 * passed on does not tell its holder's address, which is asked for too.
 */
export function KeepInAccount({ name, email }: { name: string; email: string | null }) {
  const t = useTexts().account
  const forget = useForgetIdentity()
  const { toast } = useSpeaker()
  const { run, busy, at } = useAuthAction(signUp, async () => {
    toast({ tone: 'good', ...texts().account.keep.done })
    await forget()
  })
  const refusal = email === null ? at(null) : (at('email') ?? at(null))
  return (
    <section className="panel grid print:hidden gap-6 p-6 sm:grid-cols-2 sm:gap-10 sm:p-8">
      <div>
        <h2 className="text-heading font-bold">{t.keep.title}</h2>
        <p className="mt-2 leading-relaxed text-ink-soft">
          {email === null
            ? t.keep.textWithout
            : t.keep.text(email, (words) => (
                <span className="font-medium wrap-anywhere text-ink">{words}</span>
              ))}
        </p>
      </div>
      <CredentialsForm
        fields={email === null ? ['name', 'email', 'password'] : ['password']}
        initial={{ name }}
        password="new"
        submitLabel={t.signUp.submit}
        busy={busy}
        refusalAt={(field) =>
          field === null ? refusal : field === 'email' && email !== null ? null : at(field)
        }
        onSubmit={(filled) =>
          void run({ name: filled.name, email: email ?? filled.email, password: filled.password })
        }
      />
    </section>
  )
}
