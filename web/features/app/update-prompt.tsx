import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { registerServiceWorker } from '../../offline/service-worker.ts'
import { Button } from '../../ui/button.tsx'

/** Offers a new version of the app when there is one. Never by itself: someone may be paying. */
export function UpdatePrompt() {
  const t = useTexts().app
  const [apply, setApply] = useState<(() => void) | null>(null)
  useEffect(() => registerServiceWorker((ready) => setApply(() => ready)), [])
  if (apply === null) return null
  return (
    <div
      role="status"
      className="fixed inset-x-4 bottom-4 z-50 mx-auto flex max-w-md items-center gap-3 rounded-2xl border border-line bg-raised p-3 ps-4 shadow-lg"
    >
      <p className="grow text-sm">{t.newVersion}</p>
      <Button size="s" onClick={apply}>
        <RefreshCw aria-hidden className="size-4" /> {t.update}
      </Button>
    </div>
  )
}
