import { type Client, createClient } from '../../contract/client.ts'
import type { NewEvent } from '../../contract/shapes/organiser.ts'

export interface Shopper {
  api: Client
  /** Any request with this shopper's cookies. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  signIn(email: string, password?: string): Promise<Response>
}

/** A browser's worth of cookies, and the API through them. */
export function shopper(url: string): Shopper {
  const cookies = new Map<string, string>()
  const fetchWithCookies = async (address: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (cookies.size > 0)
      headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await fetch(address, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name === undefined || value === undefined) continue
      if (value === '' || /max-age=0(;|$)/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    api: createClient(url, fetchWithCookies),
    fetch: (path, init) => fetchWithCookies(url + path, init),
    signIn: (email, password = 'Password123') =>
      fetchWithCookies(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: JSON.stringify({ email, password }),
      }),
  }
}

/** The demo's organiser, signed in. */
export async function organiser(url: string): Promise<Shopper> {
  const staff = shopper(url)
  const reply = await staff.signIn('organiser@example.com')
  if (!reply.ok) throw new Error(`the organiser cannot sign in: ${reply.status} ${await reply.text()}`)
  return staff
}

/** A new event with standing room only, free of charge unless `change` says otherwise. Returns its id. */
export async function putOn(staff: Shopper, places: number, change: Partial<NewEvent> = {}): Promise<string> {
  const created = await staff.api.createEvent({
    body: {
      title: 'A test',
      venue: { name: 'Test hall' },
      startsAt: '2099-01-01T20:00:00.000Z',
      timezone: 'UTC',
      currency: 'EUR',
      prices: { Standing: 0 },
      published: true,
      listed: false,
      plan: standingPlan(places),
      ...change,
    },
  })
  if (!created.ok) throw new Error(JSON.stringify(created))
  return created.value.id
}

export function standingPlan(places: number) {
  return {
    name: 'One floor',
    size: { width: 100, height: 100 },
    categories: [{ name: 'Standing', color: '#c80' }],
    zones: [
      {
        name: 'Floor',
        position: { x: 0, y: 0 },
        rows: [],
        areas: [
          {
            shape: 'rectangle',
            position: { x: 0, y: 0 },
            rotation: 0,
            color: '#333',
            border_color: '#333',
            rectangle: { width: 100, height: 100 },
            admission: { id: 'floor', capacity: places, category: 'Standing' },
          },
        ],
      },
    ],
  }
}
