import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Ticket } from '../../../contract/shapes/tickets.ts'
import { placeName } from '../../format/place-name.ts'
import { useTexts } from '../../i18n/texts.ts'
import { QrCode } from './qr-code.tsx'

interface ScanViewProps {
  tickets: readonly Ticket[]
  /** Which ticket is shown; null closes the view. */
  at: number | null
  onMove: (at: number | null) => void
}

/** The whole screen white, the code large: what a scanner at a door wants. The screen does not go to sleep. */
export function ScanView({ tickets, at, onMove }: ScanViewProps) {
  const t = useTexts()
  const ref = useRef<HTMLDialogElement>(null)
  const ticket = at === null ? undefined : tickets[at]
  const open = ticket !== undefined
  useEffect(() => {
    const dialog = ref.current
    if (!dialog || dialog.open === open) return
    if (open) dialog.showModal()
    else dialog.close()
  }, [open])
  useEffect(() => {
    if (!open || !('wakeLock' in navigator)) return
    const lock = navigator.wakeLock.request('screen').catch(() => null)
    return () => void lock.then((held) => held?.release())
  }, [open])
  const round =
    'inline-flex size-13 items-center justify-center rounded-full border border-[#8a8086] text-[#23141e] disabled:opacity-30'
  return (
    <dialog
      ref={ref}
      aria-label={t.orders.scan}
      onClose={() => onMove(null)}
      className="m-0 size-full max-h-none max-w-none bg-white p-0 text-[#23141e]"
    >
      {ticket && at !== null ? (
        <div className="flex min-h-full flex-col items-center justify-between gap-4 px-5 pt-4 pb-[max(1.5rem,env(safe-area-inset-bottom))]">
          <button
            type="button"
            aria-label={t.app.close}
            onClick={() => onMove(null)}
            className={`${round} self-end`}
          >
            <X aria-hidden="true" className="size-6" />
          </button>
          <div className="grid justify-items-center gap-4 text-center">
            <QrCode
              text={ticket.code ?? ''}
              label={t.orders.codeOf(placeName(ticket.seat.label))}
              className="w-[min(84vw,62vh)]"
            />
            <p className="font-display text-2xl font-bold">{placeName(ticket.seat.label)}</p>
          </div>
          {tickets.length > 1 ? (
            <div className="flex items-center gap-6">
              <button
                type="button"
                aria-label={t.orders.previousTicket}
                disabled={at === 0}
                onClick={() => onMove(at - 1)}
                className={round}
              >
                <ChevronLeft aria-hidden="true" className="size-6 rtl:rotate-180" />
              </button>
              <p className="tabular font-medium" aria-live="polite">
                {t.orders.ticketOf(at + 1, tickets.length)}
              </p>
              <button
                type="button"
                aria-label={t.orders.nextTicket}
                disabled={at === tickets.length - 1}
                onClick={() => onMove(at + 1)}
                className={round}
              >
                <ChevronRight aria-hidden="true" className="size-6 rtl:rotate-180" />
              </button>
            </div>
          ) : (
            <span />
          )}
        </div>
      ) : null}
    </dialog>
  )
}
