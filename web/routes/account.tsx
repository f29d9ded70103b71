import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Navigate, useNavigate } from '@tanstack/react-router'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { accountQuery, useForgetIdentity } from '../api/account.ts'
import { type Account, signOut, signOutEverywhere, updateProfile } from '../api/auth.ts'
import { CredentialsForm } from '../features/account/credentials-form.tsx'
import { useAuthAction } from '../features/account/use-auth-action.ts'
import { texts, useTexts } from '../i18n/texts.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { useSpeaker } from '../ui/toaster.tsx'
import { PagePending } from './page-pending.tsx'

export function AccountPage() {
  const t = useTexts()
  const account = useQuery(accountQuery)
  if (account.isError && account.data === undefined) {
    return (
      <div className="page py-10">
        <title>{t.app.title(t.account.page)}</title>
        <Notice
          tone="bad"
          title={t.account.failed}
          actions={<Button onClick={() => void account.refetch()}>{t.app.tryAgain}</Button>}
        >
          {t.app.checkConnection}
        </Notice>
      </div>
    )
  }
  if (account.data === undefined) return <PagePending />
  if (account.data === null) return <Navigate to="/sign-in" search={{ to: '/account' }} replace />
  return <Profile account={account.data} />
}

function Profile({ account }: { account: Account }) {
  const t = useTexts()
  const client = useQueryClient()
  const { toast } = useSpeaker()
  const save = useAuthAction(updateProfile, async () => {
    await client.invalidateQueries({ queryKey: accountQuery.queryKey })
    toast({ tone: 'good', title: texts().account.saved })
  })
  return (
    <div className="page max-w-3xl py-8 sm:py-12">
      <title>{t.app.title(t.account.page)}</title>
      <h1 className="font-extrabold tracking-[-0.03em] text-title">{account.name || t.account.yours}</h1>
      <p className="mt-2 text-ink-soft">{account.email}</p>
      <section className="panel mt-8 p-6 sm:p-8">
        <h2 className="text-heading font-bold">{t.account.profile}</h2>
        <div className="mt-5 max-w-md">
          <CredentialsForm
            fields={['name', 'phone']}
            initial={{ name: account.name, phone: account.phone ?? '' }}
            submitLabel={t.account.save}
            busy={save.busy}
            refusalAt={save.at}
            onSubmit={({ name, phone }) => void save.run({ name: name.trim(), phone: phone.trim() || null })}
          />
        </div>
      </section>
      <section className="panel mt-4 p-6 sm:p-8">
        <h2 className="text-heading font-bold">{t.account.bookings}</h2>
        <p className="mt-2 text-ink-soft">{t.account.bookingsText}</p>
        <Link to="/bookings" className={buttonStyle('quiet', 'm', 'mt-5')}>
          {t.app.myBookings}
        </Link>
      </section>
      {account.isOrganiser ? (
        <section className="panel mt-4 p-6 sm:p-8">
          <h2 className="text-heading font-bold">{t.outbox.page}</h2>
          <p className="mt-2 text-ink-soft">{t.outbox.onAccount}</p>
          <Link to="/organiser/mails" className={buttonStyle('quiet', 'm', 'mt-5')}>
            {t.outbox.open}
          </Link>
        </section>
      ) : null}
      {account.isOrganiser ? (
        <section className="panel mt-4 p-6 sm:p-8">
          <h2 className="text-heading font-bold">{t.account.lab.title}</h2>
          <p className="mt-2 text-ink-soft">{t.account.lab.text}</p>
          <Link to="/lab" className={buttonStyle('quiet', 'm', 'mt-5')}>
            {t.account.lab.open}
          </Link>
        </section>
      ) : null}
      <SignOut />
    </div>
  )
}

function SignOut() {
  const t = useTexts().account
  const navigate = useNavigate()
  const forget = useForgetIdentity()
  const [asking, setAsking] = useState(false)
  const leave = async () => {
    setAsking(false)
    await navigate({ to: '/' })
    await forget()
  }
  const here = useAuthAction((_: undefined) => signOut(), leave)
  const everywhere = useAuthAction((_: undefined) => signOutEverywhere(), leave)
  const refusal = here.at(null) ?? everywhere.at(null)
  return (
    <section className="panel mt-4 p-6 sm:p-8">
      <h2 className="text-heading font-bold">{t.signOut}</h2>
      <p className="mt-2 text-ink-soft">{t.signOutText}</p>
      <div className="mt-5 flex flex-wrap gap-2">
        <Button
          look="quiet"
          busy={here.busy}
          icon={<LogOut aria-hidden="true" className="size-4.5" />}
          onClick={() => void here.run(undefined)}
        >
          {t.signOut}
        </Button>
        <Button look="ghost" className="max-sm:-ms-5" onClick={() => setAsking(true)}>
          {t.signOutEverywhere}
        </Button>
      </div>
      {refusal ? (
        <div className="mt-4">
          <Notice tone="bad" urgent>
            {refusal}
          </Notice>
        </div>
      ) : null}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.everywhere.title}
        footer={
          <>
            <Button look="ghost" onClick={() => setAsking(false)}>
              {t.everywhere.stay}
            </Button>
            <Button busy={everywhere.busy} onClick={() => void everywhere.run(undefined)}>
              {t.signOutEverywhere}
            </Button>
          </>
        }
      >
        <p className="leading-relaxed">{t.everywhere.text}</p>
      </Dialog>
    </section>
  )
}
