import { Link, Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAccount } from '../../api/account.ts'
import { refusedWith } from '../../api/failure.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'

/** Lets organisers in; tells others why not, and guests where to sign in. */
export function LabDoor({ page, children }: { page: string; children: ReactNode }) {
  const t = useTexts()
  const lab = useLabTexts()
  const account = useAccount()
  if (account === undefined) return <div aria-busy="true" className="page min-h-dvh" />
  if (account === null) return <Navigate to="/sign-in" search={{ to: page }} replace />
  if (account.isOrganiser) return children
  const { title, text, other } = lab.refused
  return (
    <div className="page py-8 sm:py-16">
      <title>{t.app.title(lab.page)}</title>
      <EmptyState
        level={1}
        title={title}
        actions={
          <>
            <Link to="/account" className={buttonStyle('primary')}>
              {other}
            </Link>
            <Link to="/" className={buttonStyle('quiet')}>
              {t.app.seeAllEvents}
            </Link>
          </>
        }
      >
        {text}
      </EmptyState>
    </div>
  )
}

/** Whether a call failed because this server has no lab. */
export const isLabOff = (error: unknown) => refusedWith(error, 'NOT_FOUND') !== null

export function LabIsOff() {
  const t = useTexts()
  const lab = useLabTexts()
  return (
    <div className="page py-8 sm:py-16">
      <title>{t.app.title(lab.page)}</title>
      <EmptyState level={1} title={lab.off.title}>
        {lab.off.text}
      </EmptyState>
    </div>
  )
}
