import { CalendarPlus } from 'lucide-react'
import { useEffect } from 'react'
import type { Reply } from '../../../contract/client.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { saveReply } from './save-reply.ts'

interface CalendarButtonProps {
  /** Asks the server for the entry. */
  fetchEntry: () => Promise<Reply<Blob>>
  slug: string
}

/** The event for the visitor's calendar. It is fetched once beforehand, so that the worker has it when the network is gone. */
export function CalendarButton({ fetchEntry, slug }: CalendarButtonProps) {
  const t = useTexts().orders
  const { toast } = useSpeaker()
  useEffect(() => {
    if (navigator.serviceWorker?.controller) void fetchEntry()
  }, [slug])
  const save = async () => {
    try {
      saveReply(await fetchEntry(), `${slug}.ics`)
    } catch (error) {
      const { title, text } = textOf(error)
      toast({ tone: 'bad', title, text })
    }
  }
  return (
    <Button
      look="quiet"
      icon={<CalendarPlus aria-hidden="true" className="size-4.5" />}
      onClick={() => void save()}
    >
      {t.addToCalendar}
    </Button>
  )
}
