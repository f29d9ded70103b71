import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useAccount } from '../api/account.ts'
import { myOrdersQuery } from '../api/queries.ts'
import { textOf } from '../api/refusal-texts.ts'
import { serverNow } from '../clock/server-clock.ts'
import { OrderCard } from '../features/orders/order-card.tsx'
import { type OrderGroup, sortOrders } from '../features/orders/sort-orders.ts'
import { Button, buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'

const route = getRouteApi('/bookings')

const tabs: { group: OrderGroup; name: string; empty: string; text: string }[] = [
  {
    group: 'upcoming',
    name: 'Upcoming',
    empty: 'Nothing booked yet',
    text: 'Your tickets appear here the moment you book, with or without an account.',
  },
  { group: 'past', name: 'Past', empty: 'No past events', text: 'What you have been to will be kept here.' },
  {
    group: 'cancelled',
    name: 'Cancelled',
    empty: 'Nothing cancelled',
    text: 'Bookings that you give back are listed here.',
  },
]

export function BookingsPage() {
  const group = route.useSearch().tab ?? 'upcoming'
  const account = useAccount()
  const orders = useQuery({ ...myOrdersQuery, refetchOnWindowFocus: 'always' })
  const now = serverNow()
  const tab = tabs.find((one) => one.group === group) ?? tabs[0]!
  const shown = orders.data ? sortOrders(orders.data, group, now) : []
  return (
    <div className="page max-w-5xl py-8 sm:py-12">
      <title>My bookings · Fullhouse</title>
      <h1 className="font-extrabold tracking-[-0.03em] text-title">My bookings</h1>
      {account === null ? (
        <p className="mt-3 max-w-[60ch] text-ink-soft">
          You are here as a guest, so these bookings live in this browser.{' '}
          <Link
            to="/sign-in"
            search={{ to: '/bookings' }}
            className="font-medium text-accent-text underline underline-offset-4"
          >
            Sign in
          </Link>{' '}
          to have them everywhere.
        </p>
      ) : null}
      <nav aria-label="Bookings" className="mt-7 flex gap-1 border-b border-line">
        {tabs.map((one) => (
          <Link
            key={one.group}
            to="/bookings"
            search={one.group === 'upcoming' ? {} : { tab: one.group as 'past' | 'cancelled' }}
            replace
            aria-current={one.group === group ? 'page' : undefined}
            className={clsx(
              '-mb-px inline-flex min-h-12 items-center gap-2 border-b-2 px-4 font-medium transition-colors',
              'max-[24rem]:gap-1 max-[24rem]:px-1.5',
              one.group === group
                ? 'border-accent-text text-ink'
                : 'border-transparent text-ink-soft hover:border-line-strong hover:text-ink',
            )}
          >
            {one.name}
            {orders.data ? (
              <span className="tabular text-sm text-ink-faint">
                {sortOrders(orders.data, one.group, now).length}
              </span>
            ) : null}
          </Link>
        ))}
      </nav>
      <div className="mt-6">
        {orders.data ? (
          shown.length > 0 ? (
            <ul className="grid gap-4">
              {shown.map((order) => (
                <li key={order.id}>
                  <OrderCard order={order} group={group} />
                </li>
              ))}
            </ul>
          ) : (
            <EmptyState
              title={tab.empty}
              actions={
                group === 'upcoming' ? (
                  <Link to="/" className={buttonStyle()}>
                    Find an event
                  </Link>
                ) : null
              }
            >
              {tab.text}
            </EmptyState>
          )
        ) : orders.isError ? (
          <Failed error={orders.error} onRetry={() => void orders.refetch()} />
        ) : (
          <div aria-busy="true" className="grid gap-4">
            <span className="sr-only">Loading your bookings</span>
            <div className="skeleton h-72 rounded-lg sm:h-56" />
            <div className="skeleton h-72 rounded-lg sm:h-56" />
          </div>
        )}
      </div>
    </div>
  )
}

function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, text } = textOf(error)
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={onRetry}>Try again</Button>}>
      {text}
    </Notice>
  )
}
