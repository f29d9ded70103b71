import { Link } from '@tanstack/react-router'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFoundPage() {
  return (
    <div className="page py-10">
      <title>Page not found · Fullhouse</title>
      <EmptyState
        level={1}
        title="There is no such page"
        actions={
          <Link to="/" className={buttonStyle()}>
            See all events
          </Link>
        }
      >
        The address may be mistyped, or the page has gone. Nothing you booked is affected.
      </EmptyState>
    </div>
  )
}
