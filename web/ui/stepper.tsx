import { Minus, Plus } from 'lucide-react'
import { useId } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { IconButton } from './button.tsx'

interface StepperProps {
  label: string
  value: number
  min: number
  max: number
  onChange: (value: number) => void
}

/** How many: two big buttons around a number that is also a field for the arrow keys. */
export function Stepper({ label, value, min, max, onChange }: StepperProps) {
  const t = useTexts().app
  const id = useId()
  const set = (next: number) => onChange(Math.min(max, Math.max(min, next)))
  const round = 'border border-line-strong/60 bg-surface text-ink hover:border-line-strong'
  return (
    <div className="flex items-center justify-between gap-4">
      <span id={id} className="font-medium">
        {label}
      </span>
      <div className="flex items-center gap-2">
        <IconButton label={t.fewer} className={round} disabled={value <= min} onClick={() => set(value - 1)}>
          <Minus aria-hidden="true" className="size-5" />
        </IconButton>
        <div
          role="spinbutton"
          tabIndex={0}
          aria-labelledby={id}
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          className="tabular w-10 text-center font-display text-2xl font-semibold"
          onKeyDown={(event) => {
            const step = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key]
            const edge = { Home: min, End: max }[event.key]
            if (step === undefined && edge === undefined) return
            event.preventDefault()
            set(edge ?? value + (step ?? 0))
          }}
        >
          {value}
        </div>
        <IconButton label={t.more} className={round} disabled={value >= max} onClick={() => set(value + 1)}>
          <Plus aria-hidden="true" className="size-5" />
        </IconButton>
      </div>
    </div>
  )
}
