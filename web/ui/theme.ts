import { useSyncExternalStore } from 'react'

/** `public/before-paint.js` applies the same choice before the first paint; keep the key and the colours the same. */
const STORAGE_KEY = 'fullhouse.theme'

export type ThemeChoice = 'system' | 'dark' | 'light'

const listeners = new Set<() => void>()
const systemIsLight = globalThis.matchMedia?.('(prefers-color-scheme: light)')

function storedChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY)
    return stored === 'dark' || stored === 'light' ? stored : 'system'
  } catch {
    return 'system'
  }
}

let choice = storedChoice()

function apply() {
  const theme = choice === 'system' ? (systemIsLight.matches ? 'light' : 'dark') : choice
  document.documentElement.dataset.theme = theme
  document
    .querySelector('meta[name="theme-color"]')
    ?.setAttribute('content', theme === 'light' ? '#faf7f6' : '#150e14')
  for (const listener of listeners) listener()
}

systemIsLight?.addEventListener('change', apply)
globalThis.addEventListener?.('storage', (event) => {
  if (event.key !== STORAGE_KEY) return
  choice = storedChoice()
  apply()
})

export function setTheme(next: ThemeChoice) {
  choice = next
  try {
    if (next === 'system') localStorage.removeItem(STORAGE_KEY)
    else localStorage.setItem(STORAGE_KEY, next)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
  apply()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useThemeChoice = () => useSyncExternalStore(subscribe, () => choice)
export const useTheme = () =>
  useSyncExternalStore(subscribe, () =>
    document.documentElement.dataset.theme === 'light' ? 'light' : 'dark',
  )
