import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

/** The last resort: a page's code failed to load (a new version was put up meanwhile), or it broke. */
export function PageError({ reset }: ErrorComponentProps) {
  const t = useTexts().app
  const router = useRouter()
  // What its loader had asked for may have failed: drawn once more without, the page would only break again.
  const retry = async () => {
    await router.invalidate()
    reset()
  }
  return (
    <div className="page py-10">
      <title>{t.title(t.broken.page)}</title>
      <EmptyState
        level={1}
        title={t.broken.title}
        actions={
          <>
            <Button onClick={() => location.reload()}>{t.broken.reload}</Button>
            <Button look="quiet" onClick={() => void retry()}>
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
