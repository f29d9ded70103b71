import { startTransition, useEffect, useState } from 'react'
import { readTheme, type Theme } from './theme.ts'

/** The theme as it applies to `host`, read again when the page changes its own or a typeface arrives. */
export function usePageTheme(
  host: HTMLElement | null,
  planCategories: readonly { name: string; color: string }[],
  categories: readonly { name: string; color: string }[],
): Theme | undefined {
  const colors = planCategories
    .map((known) => categories.find(({ name }) => name === known.name)?.color ?? known.color)
    .join('|')
  const [theme, setTheme] = useState<Theme>()

  useEffect(() => {
    if (!host) return
    const read = () => startTransition(() => setTheme(readTheme(host, colors.split('|'))))
    // With the frame, which works out the page's styles anyway.
    const first = requestAnimationFrame(read)
    const preference = matchMedia('(prefers-color-scheme: dark)')
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'class', 'style'] })
    preference.addEventListener('change', read)
    // Painted text does not change by itself when its typeface arrives.
    document.fonts.addEventListener('loadingdone', read)
    return () => {
      cancelAnimationFrame(first)
      document.fonts.removeEventListener('loadingdone', read)
      observer.disconnect()
      preference.removeEventListener('change', read)
    }
  }, [host, colors])

  return theme
}

/** Whether the visitor has asked for less motion, now. */
export function prefersStillness(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches
}
