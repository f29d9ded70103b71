import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { queryClient } from './api/query-client.ts'
import { speakFirstLanguage } from './i18n/choose-language.ts'
import { router } from './router.tsx'
import './styles/app.css'

const app = document.getElementById('app')
if (!app) throw new Error('index.html has no #app')

// Nothing is drawn before its words are there, so that nobody sees another language, or none, flash by.
await speakFirstLanguage()

createRoot(app).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
