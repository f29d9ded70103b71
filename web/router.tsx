import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  parseSearchWith,
  stringifySearchWith,
} from '@tanstack/react-router'
import { accountQuery } from './api/account.ts'
import {
  eventQuery,
  eventsQuery,
  holdQuery,
  myOrdersQuery,
  orderQuery,
  receivedTicketsQuery,
  ticketQuery,
} from './api/queries.ts'
import { queryClient } from './api/query-client.ts'
import { readSearch, toEventQuery } from './features/discover/search-state.ts'
import { loadLabTexts } from './i18n/lab-texts.ts'
import { NotFoundPage } from './routes/not-found.tsx'
import { PageError } from './routes/page-error.tsx'
import { PagePending } from './routes/page-pending.tsx'
import { Shell } from './routes/shell.tsx'

/**
 * Every address of the shop. Pages load as their own files; their data is asked for at the same moment as
 * their code, so that neither waits for the other.
 */

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage })

const events = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readSearch,
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => void queryClient.prefetchQuery(eventsQuery(toEventQuery(deps))),
  component: lazyRouteComponent(() => import('./routes/events.tsx'), 'EventsPage'),
})

const event = createRoute({
  getParentRoute: () => root,
  path: '/events/$slug',
  loader: ({ params }) => void queryClient.prefetchQuery(eventQuery(params.slug)),
  component: lazyRouteComponent(() => import('./routes/event.tsx'), 'EventPage'),
})

const checkout = createRoute({
  getParentRoute: () => root,
  path: '/checkout/$holdId',
  loader: ({ params }) => {
    void queryClient.prefetchQuery(holdQuery(params.holdId))
    void queryClient.prefetchQuery(accountQuery)
  },
  component: lazyRouteComponent(() => import('./routes/checkout.tsx'), 'CheckoutPage'),
})

const order = createRoute({
  getParentRoute: () => root,
  path: '/orders/$orderId',
  loader: ({ params }) => void queryClient.prefetchQuery(orderQuery(params.orderId)),
  component: lazyRouteComponent(() => import('./routes/order.tsx'), 'OrderPage'),
})

const claimTicket = createRoute({
  getParentRoute: () => root,
  path: '/tickets/claim',
  component: lazyRouteComponent(() => import('./routes/claim-ticket.tsx'), 'ClaimTicketPage'),
})

const ticket = createRoute({
  getParentRoute: () => root,
  path: '/tickets/$ticketId',
  loader: ({ params }) => void queryClient.prefetchQuery(ticketQuery(params.ticketId)),
  component: lazyRouteComponent(() => import('./routes/ticket.tsx'), 'TicketPage'),
})

const bookings = createRoute({
  getParentRoute: () => root,
  path: '/bookings',
  validateSearch: (search: Record<string, unknown>): { tab?: 'past' | 'cancelled' } =>
    search.tab === 'past' || search.tab === 'cancelled' ? { tab: search.tab } : {},
  loader: () => {
    void queryClient.prefetchQuery(myOrdersQuery)
    void queryClient.prefetchQuery(receivedTicketsQuery)
  },
  component: lazyRouteComponent(() => import('./routes/bookings.tsx'), 'BookingsPage'),
})

/** Where to go after signing in: an address of ours and nothing else, or anyone could send people away. */
export function readReturn(search: Record<string, unknown>): { to?: string } {
  const to = typeof search.to === 'string' ? search.to : ''
  return /^\/(?![/\\])/.test(to) ? { to } : {}
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: readReturn,
  component: lazyRouteComponent(() => import('./routes/sign-in.tsx'), 'SignInPage'),
})

const signUp = createRoute({
  getParentRoute: () => root,
  path: '/sign-up',
  validateSearch: readReturn,
  component: lazyRouteComponent(() => import('./routes/sign-up.tsx'), 'SignUpPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(() => import('./routes/forgot-password.tsx'), 'ForgotPasswordPage'),
})

const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  validateSearch: (search: Record<string, unknown>): { token?: string } =>
    typeof search.token === 'string' ? { token: search.token } : {},
  component: lazyRouteComponent(() => import('./routes/reset-password.tsx'), 'ResetPasswordPage'),
})

const outbox = createRoute({
  getParentRoute: () => root,
  path: '/organiser/mails',
  component: lazyRouteComponent(() => import('./routes/outbox.tsx'), 'OutboxPage'),
})

const outboxMail = createRoute({
  getParentRoute: () => root,
  path: '/organiser/mails/$mailId',
  component: lazyRouteComponent(() => import('./routes/outbox-mail.tsx'), 'OutboxMailPage'),
})

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

const lab = createRoute({
  getParentRoute: () => root,
  path: '/lab',
  loader: () => void loadLabTexts(),
  validateSearch: ({ again }: Record<string, unknown>): { again?: string } => (isId(again) ? { again } : {}),
  component: lazyRouteComponent(() => import('./routes/lab.tsx'), 'LabPage'),
})

const labCompare = createRoute({
  getParentRoute: () => root,
  path: '/lab/compare',
  loader: () => void loadLabTexts(),
  validateSearch: ({ a, b }: Record<string, unknown>): { a: string; b: string } => ({
    a: isId(a) ? a : '',
    b: isId(b) ? b : '',
  }),
  component: lazyRouteComponent(() => import('./routes/lab-compare.tsx'), 'LabComparePage'),
})

const labRun = createRoute({
  getParentRoute: () => root,
  path: '/lab/$runId',
  loader: () => void loadLabTexts(),
  component: lazyRouteComponent(() => import('./routes/lab-run.tsx'), 'LabRunPage'),
})

const account = createRoute({
  getParentRoute: () => root,
  path: '/account',
  component: lazyRouteComponent(() => import('./routes/account.tsx'), 'AccountPage'),
})

export const router = createRouter({
  routeTree: root.addChildren([
    events,
    event,
    checkout,
    order,
    claimTicket,
    ticket,
    bookings,
    signIn,
    signUp,
    forgotPassword,
    resetPassword,
    account,
    outbox,
    outboxMail,
    lab,
    labCompare,
    labRun,
  ]),
  // Addresses read as people write them: ?search=1984 is a text, not a number.
  parseSearch: parseSearchWith((value) => value),
  stringifySearch: stringifySearchWith(String),
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingMs: 200,
  defaultPendingComponent: PagePending,
  defaultErrorComponent: PageError,
  defaultNotFoundComponent: NotFoundPage,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
