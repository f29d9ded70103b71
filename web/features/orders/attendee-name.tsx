import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { api } from '../../api/client.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { placeName } from '../../format/place-name.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { useTicketChange } from './use-ticket-change.ts'

const NAME_MAX = 200

/** Who comes with the ticket, and a way to change it in place while the organiser allows it. */
export function AttendeeName({ ticket, usual }: { ticket: Ticket; usual: string }) {
  const t = useTexts().tickets
  const { announce } = useSpeaker()
  const [name, setName] = useState<string | null>(null)
  const change = useTicketChange(
    ticket,
    (attendee: string | null, options) =>
      api.nameAttendee({ params: { id: ticket.id }, body: { attendee } }, options),
    () => {
      setName(null)
      announce(texts().tickets.nameSaved)
    },
  )
  if (name === null)
    return (
      <p className="flex min-h-11 flex-wrap items-center gap-x-1 text-[0.9375rem]">
        <span>{ticket.attendee || usual || t.noName}</span>
        {ticket.nameable ? (
          <IconButton
            label={t.editNameOf(placeName(ticket.seat.label))}
            onClick={() => setName(ticket.attendee ?? '')}
          >
            <Pencil aria-hidden="true" className="size-4" />
          </IconButton>
        ) : null}
      </p>
    )
  return (
    <form
      className="mt-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(name.trim() === '' ? null : name.trim())
      }}
    >
      <Field
        label={t.attendee}
        hint={t.nameHint}
        error={change.error ? textOf(change.error).text : null}
        value={name}
        maxLength={NAME_MAX}
        autoComplete="off"
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="s" busy={change.isPending}>
          {t.saveName}
        </Button>
        <Button look="ghost" size="s" onClick={() => setName(null)}>
          {t.keepName}
        </Button>
      </div>
    </form>
  )
}
