/** How often a page that stays open looks for a new version. */
const LOOK_MS = 30 * 60_000
/** A page that is never idle is registered all the same. */
const LONGEST_WAIT_MS = 3_000

/**
 * Registers the service worker of the built app. `onUpdate` is called when a new version is ready and waiting; what it is
 * given puts that version in force, by reloading the page.
 */
export function registerServiceWorker(onUpdate: (apply: () => void) => void): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return
  const { serviceWorker } = navigator

  const offer = (waiting: ServiceWorker) =>
    onUpdate(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      waiting.postMessage('update')
    })

  const watch = (registration: ServiceWorkerRegistration | undefined) => {
    // Where a tool forbids workers, the promise is kept with nothing.
    if (!registration) return
    if (registration.waiting) offer(registration.waiting)
    registration.addEventListener('updatefound', () => {
      const coming = registration.installing
      coming?.addEventListener('statechange', () => {
        // Without a controller this is the first visit, and there is nothing to update from.
        if (coming.state === 'installed' && serviceWorker.controller) offer(coming)
      })
    })
    setInterval(() => registration.update().catch(() => {}), LOOK_MS)
  }

  // It fetches the shell once more, and has time until the page is done.
  whenIdle(() => {
    serviceWorker.register('/sw.js').then(watch, () => {
      // A browser that refuses (a private window, storage that is full) has the shop without its offline copy.
    })
  })
}

/** Not every browser says when it is idle. */
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(act, { timeout: LONGEST_WAIT_MS })
  else setTimeout(act, LONGEST_WAIT_MS)
}

/** Drops the kept copies of one person's bookings. */
export function forgetOwnThings(): void {
  navigator.serviceWorker?.controller?.postMessage('forget')
}
