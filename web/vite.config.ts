import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { catalogFiles } from './i18n/catalog-files.ts'
import { inlineFirst } from './inline-first.ts'
import { queueDevPage } from './queue/dev-page.ts'

/** Where `npm start` listens while `vite` serves the sources. */
const server = process.env.FULLHOUSE_SERVER ?? 'http://127.0.0.1:3000'

const apart =
  /\/i18n\/|\/web\/(seat-map|live|features\/(lab|seats)|api\/lab|ui\/auditorium)|\/contract\/(live|lab-run-limits|seat-state)/

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    tailwindcss(),
    catalogFiles(),
    queueDevPage(),
    inlineFirst(`${import.meta.dirname}/public`),
  ],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The page is served with a strict content security policy: nothing may be inlined as data.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What several pages share is one file: on a phone each request costs more than the bytes it saves. Not so what
          // the lab shares with one page only, or with itself: all others would carry it for nothing.
          groups: [{ name: 'shared', minShareCount: 2, test: (id) => !apart.test(id) }],
        },
      },
    },
  },
  server: {
    proxy: { '/api': { target: server, ws: true } },
    fs: { allow: ['..'] },
  },
})
