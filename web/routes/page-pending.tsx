import { useTexts } from '../i18n/texts.ts'

/** While a page's own code is on its way: a quiet outline, the same for every page. */
export function PagePending() {
  const t = useTexts().app
  return (
    <div className="page py-10" aria-busy="true">
      <span className="sr-only">{t.loading}</span>
      <div className="skeleton h-10 w-2/3 max-w-md" />
      <div className="skeleton mt-6 h-64 w-full rounded-lg" />
    </div>
  )
}
