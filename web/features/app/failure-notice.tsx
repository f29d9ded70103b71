import { textOf } from '../../api/refusal-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

/** In place of what could not be had: why, and another try. */
export function FailureNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTexts().app
  const { title, text } = textOf(error)
  return (
    <Notice tone="bad" title={title} actions={<Button onClick={onRetry}>{t.tryAgain}</Button>}>
      {text}
    </Notice>
  )
}
