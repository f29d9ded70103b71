import type { Hold } from '../../../contract/shapes/holds.ts'
import { refusedWith } from '../../api/failure.ts'
import { textOf } from '../../api/refusal-texts.ts'
import { countOf, listSome } from '../../format/counts.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Loss } from './use-selection.ts'

interface LossNoticeProps {
  loss: Loss
  onTake: () => void
  onDismiss: () => void
}

/** Someone was faster: which seats, and the nearest ones like them in one tap. */
export function LossNotice({ loss, onTake, onDismiss }: LossNoticeProps) {
  const { lost, offers } = loss
  const names = listSome(lost.map((place) => place.label))
  return (
    <Notice
      tone="warn"
      urgent
      title={lost.length === 1 ? 'Someone was faster to this seat' : 'Someone was faster to these seats'}
      actions={
        <>
          {offers.length > 0 ? (
            <Button size="s" onClick={onTake}>
              {offers.length === 1
                ? `Take ${shortName(offers[0]?.label ?? '')}`
                : `Take the nearest ${offers.length}`}
            </Button>
          ) : null}
          <Button size="s" look="ghost" onClick={onDismiss}>
            Choose myself
          </Button>
        </>
      }
    >
      {names} {lost.length === 1 ? 'was' : 'were'} just taken.
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
  return (
    <Notice
      tone="warn"
      urgent
      title="Time ran out"
      actions={
        <>
          <Button size="s" busy={busy} onClick={onAgain}>
            Reserve them again
          </Button>
          <Button size="s" look="ghost" onClick={onDismiss}>
            Choose others
          </Button>
        </>
      }
    >
      Your {countOf(hold.seats.length, 'place is', 'places are')} free for everyone again. Perhaps nobody has
      taken
      {hold.seats.length === 1 ? ' it' : ' them'} yet.
    </Notice>
  )
}

interface RefusedNoticeProps {
  error: unknown
  labelOf: (seatId: string) => string | undefined
  /** Tries the same wish without sitting together; there only if it was asked for. */
  onApart?: () => void
  onRetry: () => void
  onDismiss: () => void
}

/** Why a reservation was refused, with the way out that fits. */
export function RefusedNotice({ error, labelOf, onApart, onRetry, onDismiss }: RefusedNoticeProps) {
  const { title, text, wayOut } = textOf(error, { labelOf })
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
              Sit apart
            </Button>
          ) : null}
          {wayOut === 'retry' ? (
            <Button size="s" onClick={onRetry}>
              Try again
            </Button>
          ) : null}
          {wayOut === 'reload' ? (
            <Button size="s" onClick={() => location.reload()}>
              Load again
            </Button>
          ) : null}
          <Button size="s" look="ghost" onClick={onDismiss}>
            Dismiss
          </Button>
        </>
      }
    >
      {text}
    </Notice>
  )
}
