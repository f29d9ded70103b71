import { Link } from '@tanstack/react-router'
import { refusedWith } from '../../api/failure.ts'
import { useTexts } from '../../i18n/texts.ts'
import { buttonStyle } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailureNotice } from './failure-notice.tsx'

interface NotYoursProps {
  error: unknown
  /** Where to come back to after signing in. */
  page: string
  onRetry: () => void
}

/** In place of an order or a ticket that could not be had: it is somebody else's, or there is none, or the network failed. */
export function NotYours({ error, page, onRetry }: NotYoursProps) {
  const t = useTexts()
  if (!refusedWith(error, 'NOT_FOUND') && !refusedWith(error, 'INVALID_REQUEST')) {
    return <FailureNotice error={error} onRetry={onRetry} />
  }
  return (
    <EmptyState
      level={1}
      title={t.orders.notYours.title}
      actions={
        <>
          <Link to="/sign-in" search={{ to: page }} className={buttonStyle()}>
            {t.app.signIn}
          </Link>
          <Link to="/bookings" className={buttonStyle('quiet')}>
            {t.app.myBookings}
          </Link>
        </>
      }
    >
      {t.orders.notYours.text}
    </EmptyState>
  )
}
