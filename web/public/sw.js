/*
 * Keeps the shop's shell and the visitor's own tickets for when there is no network.
 *
 *   pages             from the network; without one, the shell kept from the last visit
 *   built files       from the cache first: their names carry a hash, so a kept one is never stale
 *   artwork, icons    kept copy at once, renewed behind it
 *   own bookings      from the network; without one, the copy of the last visit
 *   everything else   the network alone: no seat, price or hold is ever shown from a copy
 *
 * A new version waits until the page asks for it ("update"), so that nobody's checkout is replaced under their hands.
 */
const SHELL = 'shell-1'
const FILES = 'files-1'
const OWN = 'own-1'
const OWN_PATHS =
  /^\/api\/v1\/(me\/(orders|tickets|received-tickets)|(orders|tickets)\/[0-9a-f-]+(\/event\.ics)?)$|^\/api\/auth\/get-session$/
const FILES_MAX = 120

self.addEventListener('install', (event) => {
  event.waitUntil(keepShell())
})

async function keepShell() {
  const cache = await caches.open(SHELL)
  await cache.add(new Request('/', { cache: 'reload' }))
}

self.addEventListener('activate', (event) => {
  const kept = [SHELL, FILES, OWN]
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => !kept.includes(name)).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('message', (event) => {
  if (event.data === 'update') self.skipWaiting()
  // Signing out leaves nothing of one person's for the next.
  if (event.data === 'forget') event.waitUntil(caches.delete(OWN))
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(page(event, url))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(kept(request))
  else if (/^\/(artwork|icons)\//.test(url.pathname)) event.respondWith(renewed(event))
  else if (OWN_PATHS.test(url.pathname)) event.respondWith(own(request))
})

async function page(event, url) {
  try {
    const fresh = await fetch(event.request)
    // The shell is asked for apart: a page that is opened carries what is true only at that moment.
    if (fresh.ok && url.pathname === '/') event.waitUntil(keepShell().catch(() => {}))
    return fresh
  } catch (cause) {
    const shell = url.pathname.startsWith('/api/') ? undefined : await caches.match('/')
    if (shell) return shell
    throw cause
  }
}

async function kept(request) {
  const found = await caches.match(request)
  if (found) return found
  const fresh = await fetch(request)
  if (fresh.ok) keep(request, fresh.clone())
  return fresh
}

async function renewed(event) {
  const found = await caches.match(event.request)
  const fresh = fetch(event.request).then((reply) => {
    if (reply.ok) keep(event.request, reply.clone())
    return reply
  })
  if (!found) return fresh
  event.waitUntil(fresh.catch(() => {}))
  return found
}

async function keep(request, reply) {
  const cache = await caches.open(FILES)
  await cache.put(request, reply)
  const names = await cache.keys()
  for (const oldest of names.slice(0, Math.max(0, names.length - FILES_MAX))) await cache.delete(oldest)
}

async function own(request) {
  const cache = await caches.open(OWN)
  try {
    const fresh = await fetch(request)
    if (fresh.ok) await cache.put(request, fresh.clone())
    return fresh
  } catch (cause) {
    const found = await cache.match(request)
    if (found) return found
    throw cause
  }
}
