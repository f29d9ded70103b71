import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { Ticket, UserRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useAccount, useOtherTabs } from '../api/account.ts'
import { UpdatePrompt } from '../features/app/update-prompt.tsx'
import { HoldChip } from '../features/reservation/hold-chip.tsx'
import { useTexts } from '../i18n/texts.ts'
import { LanguageSwitch } from '../ui/language-switch.tsx'
import { LogoMark } from '../ui/logo.tsx'
import { ThemeSwitch, ThemeToggle } from '../ui/theme-switch.tsx'
import { Toaster, useSpeaker } from '../ui/toaster.tsx'

export function Shell() {
  useOtherTabs()
  const t = useTexts().app
  return (
    <Toaster>
      <div className="flex min-h-dvh flex-col">
        <a
          href="#main"
          className="fixed start-4 top-0 z-50 -translate-y-full rounded-b-md bg-accent px-5 py-3 font-semibold text-accent-ink focus:translate-y-0"
        >
          {t.skip}
        </a>
        <Header />
        <Main />
        <Footer />
      </div>
      <UpdatePrompt />
    </Toaster>
  )
}

function Header() {
  const t = useTexts().app
  const account = useAccount()
  const item =
    'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-full px-3 text-[0.9375rem] font-medium text-ink-soft transition-colors hover:bg-raised hover:text-ink'
  return (
    <header className="glass print:hidden sticky top-0 z-40 border-b border-line/70">
      <div className="page flex h-(--header-height) items-center gap-1 sm:gap-2">
        <Link
          to="/"
          className="-ms-2 me-auto inline-flex min-h-11 items-center gap-2.5 rounded-full px-2 text-ink"
        >
          <LogoMark className="size-6 text-accent-text" />
          <span className="wordmark font-display text-xl font-bold tracking-tight">Fullhouse</span>
        </Link>
        <HoldChip />
        <nav aria-label={t.mainNavigation} className="flex items-center gap-1 sm:gap-2">
          <Link to="/bookings" className={item} activeProps={{ className: 'text-ink' }}>
            <Ticket aria-hidden="true" className="size-5" />
            <span className="max-sm:sr-only">{t.myBookings}</span>
          </Link>
          <ThemeToggle className="max-sm:hidden" />
          {account ? (
            <Link to="/account" className={item} activeProps={{ className: 'text-ink' }}>
              <UserRound aria-hidden="true" className="size-5" />
              <span className="max-w-32 truncate max-sm:sr-only">{account.name || t.account}</span>
            </Link>
          ) : (
            <SignInLink className={item} />
          )}
        </nav>
      </div>
    </header>
  )
}

/** Leads back to where the visitor is now. */
function SignInLink({ className }: { className: string }) {
  const t = useTexts().app
  const here = useRouterState({ select: (state) => state.location.href })
  const from = /^\/(sign-|forgot-|reset-)/.test(here) ? undefined : here
  return (
    <Link to="/sign-in" search={from && from !== '/' ? { to: from } : {}} className={className}>
      <UserRound aria-hidden="true" className="size-5" />
      <span className="max-sm:sr-only">{t.signIn}</span>
    </Link>
  )
}

/** On a new page focus moves to its beginning, and its title is read, as a browser does on a full load. */
function Main() {
  const ref = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef<string | undefined>(undefined)
  const { announce } = useSpeaker()
  useEffect(() => {
    if (before.current !== undefined && path !== undefined && before.current !== path) {
      ref.current?.focus({ preventScroll: true })
      announce(document.title)
    }
    before.current = path
  }, [path, announce])
  return (
    <main ref={ref} id="main" tabIndex={-1} className="flex-1 overflow-x-clip">
      <Outlet />
    </main>
  )
}

function Footer() {
  const t = useTexts().app
  return (
    // Laid out when it comes near: its names of languages want typefaces that nothing else on the page does.
    <footer className="mt-20 print:hidden border-t border-line bg-sunken [content-visibility:auto] [contain-intrinsic-height:auto_12rem] sm:[contain-intrinsic-height:auto_7rem]">
      <div className="page flex flex-wrap items-center justify-between gap-x-8 gap-y-5 py-8 pb-[max(2rem,env(safe-area-inset-bottom))] text-sm text-ink-faint">
        <p className="max-w-[42ch] leading-relaxed">
          {t.promise((words) => (
            <span className="font-display font-semibold text-ink-soft">{words}</span>
          ))}
        </p>
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <a href="/api/docs" className="underline decoration-line-strong underline-offset-4 hover:text-ink">
            {t.api}
          </a>
          <LanguageSwitch />
          <ThemeSwitch />
        </div>
      </div>
    </footer>
  )
}
