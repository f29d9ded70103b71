import type { ErrorComponentProps } from '@tanstack/react-router'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The last resort: a page's code failed to load (a new version was put up meanwhile), or it broke. */
export function PageError({ reset }: ErrorComponentProps) {
  const t = useTexts().app
  return (
    <div className="page py-10">
      <title>{t.title(t.broken.page)}</title>
      <EmptyState
        level={1}
        title={t.broken.title}
        actions={
          <>
            <Button onClick={() => location.reload()}>{t.broken.reload}</Button>
            <Button look="quiet" onClick={reset}>
              {t.broken.retry}
            </Button>
          </>
        }
      >
        {t.broken.text}
      </EmptyState>
    </div>
  )
}
