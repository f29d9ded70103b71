import type { Hold } from '../../../contract/shapes/holds.ts'
import { refusedWith } from '../../api/failure.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { listSome } from '../../format/counts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Loss } from './use-selection.ts'

interface LossNoticeProps {
  loss: Loss
  onTake: () => void
  /** They were the best for a wish: the next best are a better answer than the nearest. */
  onNext?: () => void
  busy: boolean
  onDismiss: () => void
}

/** Someone was faster: which seats, and the nearest ones like them in one tap. */
export function LossNotice({ loss, onTake, onNext, busy, onDismiss }: LossNoticeProps) {
  const { seats: t, best } = useTexts()
  const { lost, offers } = loss
  const names = listSome(lost.map((place) => place.label))
  return (
    <Notice
      tone="warn"
      urgent
      title={t.lost.title(lost.length)}
      actions={
        <>
          {onNext ? (
            <Button size="s" busy={busy} onClick={onNext}>
              {best.next}
            </Button>
          ) : offers.length > 0 ? (
            <Button size="s" onClick={onTake}>
              {offers.length === 1
                ? t.lost.take(shortName(offers[0]?.label ?? ''))
                : t.lost.takeNearest(offers.length)}
            </Button>
          ) : null}
          <Button size="s" look="ghost" onClick={onDismiss}>
            {t.lost.chooseMyself}
          </Button>
        </>
      }
    >
      {t.lost.text(names, lost.length)}
    </Notice>
  )
}

/** “Stalls, row A, seat 6” → “row A, seat 6”: the stand-in is near, so its zone goes without saying. */
function shortName(label: string): string {
  return label.split(', ').slice(-2).join(', ')
}

interface LapsedNoticeProps {
  hold: Hold
  busy: boolean
  onAgain: () => void
  onDismiss: () => void
}

export function LapsedNotice({ hold, busy, onAgain, onDismiss }: LapsedNoticeProps) {
  const t = useTexts().seats.lapsed
  return (
    <Notice
      tone="warn"
      urgent
      title={t.title}
      actions={
        <>
          <Button size="s" busy={busy} onClick={onAgain}>
            {t.again}
          </Button>
          <Button size="s" look="ghost" onClick={onDismiss}>
            {t.others}
          </Button>
        </>
      }
    >
      {t.text(hold.seats.length)}
    </Notice>
  )
}

interface RefusedNoticeProps {
  error: unknown
  labelOf: (seatId: string) => string | undefined
  /** Tries the same wish without sitting together; there only if it was asked for. */
  onApart?: () => void
  /** Waits for what was asked for. */
  onWait?: (() => void) | undefined
  onRetry: () => void
  onDismiss: () => void
}

/** Refusals that somebody else's change of mind would undo. */
const WORTH_WAITING = ['SOLD_OUT', 'NOT_ENOUGH_SEATS', 'NO_ADJACENT_SEATS'] as const

/** Why a reservation was refused, with the way out that fits. */
export function RefusedNotice({ error, labelOf, onApart, onWait, onRetry, onDismiss }: RefusedNoticeProps) {
  const t = useTexts()
  const { title, text, wayOut } = textOf(error, { labelOf })
  const wait = WORTH_WAITING.some((code) => refusedWith(error, code)) && onWait
  const apart = refusedWith(error, 'NO_ADJACENT_SEATS') && onApart
  return (
    <Notice
      tone="bad"
      urgent
      title={title}
      actions={
        <>
          {apart ? (
            <Button size="s" onClick={onApart}>
              {t.seats.sitApart}
            </Button>
          ) : null}
          {wait ? (
            <Button
              size="s"
              look={apart ? 'quiet' : 'primary'}
              onClick={() => {
                onDismiss()
                wait()
              }}
            >
              {t.waitlist.join.open}
            </Button>
          ) : null}
          {wayOut === 'retry' ? (
            <Button size="s" onClick={onRetry}>
              {t.app.tryAgain}
            </Button>
          ) : null}
          {wayOut === 'reload' ? (
            <Button size="s" onClick={() => location.reload()}>
              {t.seats.loadAgain}
            </Button>
          ) : null}
          <Button size="s" look="ghost" onClick={onDismiss}>
            {t.app.dismiss}
          </Button>
        </>
      }
    >
      {text}
    </Notice>
  )
}
