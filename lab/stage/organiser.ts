import { type Client, createClient, type Reply } from '../../contract/client.ts'
import type { Event } from '../../contract/shapes/events.ts'
import type { LedgerDump } from '../../contract/shapes/ledger.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'
import { createCookieJar } from '../http/cookies.ts'

/** Whoever signs in to create the lab's events and read their ledgers. */
export interface Organiser {
  client: Client
  /** Says who they are, as the header of that name. */
  cookie(): string
  createEvent(event: Partial<NewEvent> & { title: string; plan: unknown }): Promise<Event>
  dumpLedger(eventId: string): Promise<LedgerDump>
}

export interface Credentials {
  email: string
  password: string
}

/** The demo's own organiser; a server in production has no such account, and wants the real one's. */
export const demoOrganiser: Credentials = { email: 'organiser@example.com', password: 'Password123' }

/** Signs in. Throws, with the server's own words, when it cannot. */
export async function signInOrganiser(url: string, credentials: Credentials): Promise<Organiser> {
  const jar = createCookieJar()
  const fetchWithCookies = async (address: string, init: RequestInit): Promise<Response> => {
    const headers = { ...(init.headers as Record<string, string>), origin: new URL(url).origin }
    const cookie = jar.header()
    const response = await fetch(address, { ...init, headers: cookie ? { ...headers, cookie } : headers })
    jar.absorb(
      response.headers
        .getSetCookie()
        .map((line) => `\r\nset-cookie: ${line}`)
        .join(''),
    )
    return response
  }
  const signedIn = await fetchWithCookies(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(credentials),
  })
  if (!signedIn.ok) {
    throw new Error(
      `${credentials.email} cannot sign in at ${url}: ${signedIn.status} ${await signedIn.text()}`,
    )
  }
  const client = createClient(url, fetchWithCookies)
  return {
    client,
    cookie: jar.header,
    createEvent: async (event) =>
      granted(
        await client.createEvent({
          body: {
            venue: { name: 'The lab' },
            category: 'Lab',
            startsAt: '2099-01-01T20:00:00.000Z',
            timezone: 'UTC',
            currency: 'EUR',
            prices: freeFor(event.plan),
            published: true,
            listed: false,
            ...event,
          },
        }),
      ),
    dumpLedger: async (id) => granted(await client.dumpLedger({ params: { id } })),
  }
}

function freeFor(plan: unknown): Record<string, number> {
  const { categories } = plan as { categories: { name: string }[] }
  return Object.fromEntries(categories.map(({ name }) => [name, 0]))
}

/** The value of a reply that has to be a success for the lab to go on. */
export function granted<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value
  if (reply.problem) throw new Error(`refused with ${reply.status}: ${JSON.stringify(reply.problem)}`)
  throw new Error('the server gave no answer', { cause: 'cause' in reply ? reply.cause : undefined })
}
