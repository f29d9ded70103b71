import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { clsx } from 'clsx'
import { useAccount } from '../api/account.ts'
import { myOrdersQuery, receivedTicketsQuery } from '../api/queries.ts'
import { serverNow } from '../clock/server-clock.ts'
import { FailureNotice } from '../features/app/failure-notice.tsx'
import { OrderCard } from '../features/orders/order-card.tsx'
import { ReceivedTickets } from '../features/orders/received-tickets.tsx'
import { groupOf, sortOrders } from '../features/orders/sort-orders.ts'
import { WaitlistPlaces } from '../features/waitlist/waitlist-places.tsx'
import { useTexts } from '../i18n/texts.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const route = getRouteApi('/bookings')

const groups = ['upcoming', 'past', 'cancelled'] as const

export function BookingsPage() {
  const t = useTexts()
  const group = route.useSearch().tab ?? 'upcoming'
  const account = useAccount()
  const orders = useQuery({ ...myOrdersQuery, refetchOnWindowFocus: 'always' })
  const now = serverNow()
  const received = (useQuery(receivedTicketsQuery).data ?? []).filter(
    ({ state, event }) =>
      groupOf({ state: state === 'valid' ? 'confirmed' : 'cancelled', event }, now) === group,
  )
  const shown = orders.data ? sortOrders(orders.data, group, now) : []
  return (
    <div className="page max-w-5xl py-8 sm:py-12">
      <title>{t.app.title(t.orders.myBookings)}</title>
      <h1 className="font-extrabold tracking-[-0.03em] text-title">{t.orders.myBookings}</h1>
      {account === null ? (
        <p className="mt-3 max-w-[60ch] text-ink-soft">
          {t.orders.guest((words) => (
            <Link
              to="/sign-in"
              search={{ to: '/bookings' }}
              className="font-medium text-accent-text underline underline-offset-4"
            >
              {words}
            </Link>
          ))}
        </p>
      ) : null}
      <WaitlistPlaces />
      <nav
        aria-label={t.orders.bookings}
        className="mt-7 flex overflow-x-auto border-b border-line [scrollbar-width:none] sm:gap-1"
      >
        {groups.map((one) => (
          <Link
            key={one}
            to="/bookings"
            search={one === 'upcoming' ? {} : { tab: one }}
            replace
            aria-current={one === group ? 'page' : undefined}
            className={clsx(
              'inline-flex min-h-12 items-center gap-2 border-b-2 px-4 font-medium transition-colors',
              'max-[26rem]:gap-1 max-[26rem]:px-2 max-[26rem]:text-sm',
              one === group
                ? 'border-accent-text text-ink'
                : 'border-transparent text-ink-soft hover:border-line-strong hover:text-ink',
            )}
          >
            {t.orders.groups[one].name}
            {orders.data ? (
              <span className="tabular text-sm text-ink-faint">
                {sortOrders(orders.data, one, now).length}
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
              title={t.orders.groups[group].empty}
              actions={
                group === 'upcoming' ? (
                  <Link to="/" className={buttonStyle()}>
                    {t.orders.findEvent}
                  </Link>
                ) : null
              }
            >
              {t.orders.groups[group].text}
            </EmptyState>
          )
        ) : orders.isError ? (
          <FailureNotice error={orders.error} onRetry={() => void orders.refetch()} />
        ) : (
          <div aria-busy="true" className="grid gap-4">
            <span className="sr-only">{t.orders.loading}</span>
            <div className="skeleton h-72 rounded-lg sm:h-56" />
            <div className="skeleton h-72 rounded-lg sm:h-56" />
          </div>
        )}
      </div>
      <ReceivedTickets tickets={received} />
    </div>
  )
}
