import { Link } from '@tanstack/react-router'
import { useTexts } from '../i18n/texts.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

export function NotFoundPage() {
  const t = useTexts().app
  return (
    <div className="page py-10">
      <title>{t.title(t.notFound.page)}</title>
      <EmptyState
        level={1}
        title={t.notFound.title}
        actions={
          <Link to="/" className={buttonStyle()}>
            {t.seeAllEvents}
          </Link>
        }
      >
        {t.notFound.text}
      </EmptyState>
    </div>
  )
}
