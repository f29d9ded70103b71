import { join } from 'node:path'
import { defineConfig } from 'vite'

/**
 * The waiting room's page is built by itself: it shares nothing with the app but the colours, so that neither the app's
 * libraries nor its styles ever find their way into what tens of thousands of browsers load at the same moment.
 */
const web = join(import.meta.dirname, '..')

export default defineConfig({
  root: web,
  // The app's build brings what is in `public/`.
  publicDir: false,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2023',
    // The page is served with a strict content security policy: nothing may be inlined as data.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: { input: join(web, 'queue.html') },
  },
})
