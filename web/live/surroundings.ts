/** What the browser says about the network and about whether anybody is looking. */
export interface Surroundings {
  isOnline(): boolean
  isVisible(): boolean
  /** Calls back on `online`, `offline`, `visible`, `hidden`; the result stops it. */
  watch(heard: (what: 'online' | 'offline' | 'visible' | 'hidden') => void): () => void
}

export function browserSurroundings(): Surroundings {
  if (typeof window === 'undefined' || typeof document === 'undefined') {
    return { isOnline: () => true, isVisible: () => true, watch: () => () => {} }
  }
  return {
    isOnline: () => navigator.onLine,
    isVisible: () => document.visibilityState === 'visible',
    watch(heard) {
      const online = () => heard('online')
      const offline = () => heard('offline')
      const visibility = () => heard(document.visibilityState === 'visible' ? 'visible' : 'hidden')
      // A page that comes back from the back-forward cache has lost its socket without being told.
      const shown = (event: PageTransitionEvent) => event.persisted && heard('visible')
      window.addEventListener('online', online)
      window.addEventListener('offline', offline)
      window.addEventListener('pageshow', shown)
      document.addEventListener('visibilitychange', visibility)
      return () => {
        window.removeEventListener('online', online)
        window.removeEventListener('offline', offline)
        window.removeEventListener('pageshow', shown)
        document.removeEventListener('visibilitychange', visibility)
      }
    },
  }
}
