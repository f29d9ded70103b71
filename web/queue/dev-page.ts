import type { Plugin } from 'vite'

/** While Vite serves the sources, `/events/…/queue` is this page, as it is on the server. */
export function queueDevPage(): Plugin {
  return {
    name: 'queue-dev-page',
    apply: 'serve',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (/^\/events\/[^/?]+\/queue\/?(\?|$)/.test(request.url ?? '')) request.url = '/queue.html'
        next()
      })
    },
  }
}
