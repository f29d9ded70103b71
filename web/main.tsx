import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, startTransition } from 'react'
import { takePageData } from './api/page-data.ts'
import { queryClient } from './api/query-client.ts'
import { prepareFormats } from './format/prepare-formats.ts'
import { speakFirstLanguage } from './i18n/choose-language.ts'

const app = document.getElementById('app')
if (!app) throw new Error('index.html has no #app')

const firstEvent = takePageData(queryClient)

// Nothing is drawn before its words are there, so that nobody sees another language, or none, flash by; and the page
// itself is loaded before the first drawing, which then replaces what the server has painted in one go.
await speakFirstLanguage()
const isEventPage = location.pathname.startsWith('/events/')
await prepareFormats({
  timeZone: firstEvent?.timezone,
  ...(isEventPage && { country: firstEvent?.venue.country }),
})
const { router } = await import('./router.tsx')
await router.load()
const { createRoot } = await import('react-dom/client')

const root = createRoot(app)
// As a transition React draws in slices of a few milliseconds: on a slow phone a tap in between is answered.
startTransition(() => {
  root.render(
    <StrictMode>
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
})
