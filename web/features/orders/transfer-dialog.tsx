import { useState } from 'react'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { api } from '../../api/client.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { placeName } from '../../format/place-name.ts'
import { texts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSpeaker } from '../../ui/toaster.tsx'
import { useTicketChange } from './use-ticket-change.ts'

interface TransferDialogProps {
  ticket: Ticket
  open: boolean
  onClose: () => void
  /** The ticket is somebody else's now. */
  onDone?: (() => void) | undefined
}

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/

/** Asks to whom, and says before it happens that the code in one's hand dies. */
export function TransferDialog({ ticket, open, onClose, onDone }: TransferDialogProps) {
  const t = useTexts().tickets.transfer
  const { toast } = useSpeaker()
  const [to, setTo] = useState({ name: '', email: '' })
  const [checked, setChecked] = useState(false)
  const transfer = useTicketChange(
    ticket,
    (body: { name: string; email: string }, options) =>
      api.transferTicket({ params: { id: ticket.id }, body }, options),
    ({ transferredTo }) => {
      onClose()
      const { done, doneText } = texts().tickets.transfer
      toast({
        tone: 'good',
        title: done,
        text: doneText(transferredTo?.name ?? '', transferredTo?.email ?? ''),
      })
      onDone?.()
    },
  )
  const nameError = checked && to.name.trim() === '' ? t.nameMissing : null
  const emailError = checked && !EMAIL.test(to.email.trim()) ? t.emailWrong : null
  const failure = transfer.error ? textOf(transfer.error) : null
  const send = () => {
    setChecked(true)
    const [name, email] = [to.name.trim(), to.email.trim()]
    if (name !== '' && EMAIL.test(email)) transfer.mutate({ name, email })
  }
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t.title}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t.keep}
          </Button>
          <Button busy={transfer.isPending} onClick={send}>
            {t.confirm}
          </Button>
        </>
      }
    >
      <form
        className="grid gap-4 leading-relaxed"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p>
          {t.text(placeName(ticket.seat.label), (words) => (
            <strong className="text-ink">{words}</strong>
          ))}
        </p>
        <Notice tone="warn">{t.dies}</Notice>
        <Field
          label={t.name}
          error={nameError}
          value={to.name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTo({ ...to, name: event.target.value })}
        />
        <Field
          label={t.email}
          error={emailError}
          type="email"
          inputMode="email"
          value={to.email}
          maxLength={254}
          autoComplete="off"
          onChange={(event) => setTo({ ...to, email: event.target.value })}
        />
        <p className="text-sm text-ink-faint">{t.money}</p>
        {failure ? (
          <Notice tone="bad" title={failure.title} urgent>
            {failure.text}
          </Notice>
        ) : null}
        {/* Enter in a field sends, and needs a button inside the form to do so. */}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  )
}
