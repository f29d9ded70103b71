import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The last resort: a page's code failed to load (a new version was put up meanwhile), or it broke. */
export function PageError({ reset }: ErrorComponentProps) {
  return (
    <div className="page py-10">
      <title>Something went wrong · Fullhouse</title>
      <EmptyState
        level={1}
        title="This page could not be shown"
        actions={
          <>
            <Button onClick={() => location.reload()}>Load it again</Button>
            <Button look="quiet" onClick={reset}>
              Try without loading
            </Button>
          </>
        }
      >
        Perhaps the connection broke, or a new version of the shop was just put up. What you hold and what you
        booked is safe.
      </EmptyState>
    </div>
  )
}
