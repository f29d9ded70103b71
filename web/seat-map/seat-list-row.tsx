import { type KeyboardEvent, memo, useEffect, useId, useState } from 'react'
import type { LiveStore } from '../live/live-store.ts'
import { describeSeat, type Wording } from './describe-seat.ts'
import { Mark, type PlanIndex } from './plan-index.ts'
import { isTakeable, Look, type LookCode, lookNames, lookOf, type Mine } from './seat-look.ts'

interface SeatListRowProps {
  row: number
  plan: PlanIndex
  live: LiveStore
  mine: Mine
  wording: Wording
  /** “12 left” */
  left: string
  openAtFirst: boolean
  /** Whether seats of a category are listed. */
  shows: (category: number) => boolean
  disabled: boolean
  onToggle: (index: number) => void
}

/** A row that opens into its seats, one button each. Tab reaches the row's seats once, arrows move along it. */
export function SeatListRow(props: SeatListRowProps) {
  const { row: number, plan, live, wording, left, shows } = props
  const row = plan.rows[number]!
  const [open, setOpen] = useState(props.openAtFirst)
  const [reached, setReached] = useState(0)
  const id = useId()
  useRowChanges(live, plan, number, open)
  const seats = Array.from(row.seats).filter((index) => shows(plan.category[index]!))
  const name = row.label(wording.labels.row)

  function move(event: KeyboardEvent<HTMLDivElement>): void {
    const to = { ArrowRight: reached + 1, ArrowLeft: reached - 1, Home: 0, End: seats.length - 1 }[event.key]
    if (to === undefined || to < 0 || to >= seats.length) return
    event.preventDefault()
    setReached(to)
    event.currentTarget.querySelectorAll('button')[to]?.focus()
  }

  return (
    <li>
      <button
        type="button"
        className="seat-list-row"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span>{name || plan.zones[row.zone]!.name}</span>
        <span>{left}</span>
      </button>
      <div id={id} hidden={!open}>
        {open && (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is for a form; these are buttons that act at once.
          <div className="seat-list-seats" role="group" aria-label={name} onKeyDown={move}>
            {seats.map((index, position) => (
              <SeatButton
                key={index}
                index={index}
                look={lookOf(index, live.states[index] ?? Look.unknown, props.mine)}
                plan={plan}
                wording={wording}
                disabled={props.disabled}
                tabIndex={position === Math.min(reached, seats.length - 1) ? 0 : -1}
                onToggle={props.onToggle}
                onReach={() => setReached(position)}
              />
            ))}
          </div>
        )}
      </div>
    </li>
  )
}

/** Renders again when a seat of this row has changed, and only then. */
function useRowChanges(live: LiveStore, plan: PlanIndex, row: number, open: boolean): void {
  const [, show] = useState(0)
  useEffect(() => {
    if (!open) return
    return live.onChanges(({ whole, indexes }) => {
      if (whole || indexes.some((index) => plan.row[index] === row)) show((times) => times + 1)
    })
  }, [live, plan, row, open])
}

interface SeatButtonProps {
  index: number
  look: LookCode
  plan: PlanIndex
  wording: Wording
  disabled: boolean
  tabIndex: number
  onToggle: (index: number) => void
  onReach: () => void
}

const SeatButton = memo(function SeatButton(props: SeatButtonProps) {
  const { index, look, plan, wording, disabled, onToggle } = props
  const seat = describeSeat(plan, index, look, wording)
  const color = wording.categories.find(({ name }) => name === seat.category)?.color
  const takeable = isTakeable(look) && !disabled
  const marks = plan.marks[index]!
  return (
    <button
      type="button"
      aria-label={seat.label}
      aria-pressed={look === Look.selected}
      aria-disabled={!takeable}
      title={[seat.category, seat.price, ...seat.notes, seat.state].filter(Boolean).join(', ')}
      data-look={lookNames[look]}
      data-partial={marks & Mark.restrictedView ? '' : undefined}
      tabIndex={props.tabIndex}
      style={{ '--seat-color': color } as React.CSSProperties}
      onClick={() => takeable && onToggle(index)}
      onFocus={props.onReach}
    >
      <span>{plan.numbers[index]}</span>
      <i aria-hidden="true">{signs[lookNames[look]!] ?? markSign(marks)}</i>
    </button>
  )
})

/** The map's marks again: a state is never told by colour alone. */
const signs: Partial<Record<string, string>> = {
  selected: '✓',
  ownHeld: '◷',
  ownSold: '★',
  held: '⋯',
  sold: '×',
  blocked: '–',
}

function markSign(marks: number): string {
  if (marks & Mark.accessible) return '♿︎'
  if (marks & Mark.companion) return '+'
  return marks & Mark.restrictedView ? '◐' : ''
}
