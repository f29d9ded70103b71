import { type ReactNode, useId } from 'react'

interface SliderProps {
  label: string
  value: number
  /** The value in words, beside its name and read out. */
  shown: string
  min: number
  max: number
  step?: number
  after?: ReactNode
  onChange: (value: number) => void
}

/** The browser's own slider, which arrow keys and screen readers know, with its value in words. */
export function Slider({ label, value, shown, min, max, step = 1, after, onChange }: SliderProps) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <div className="flex items-baseline justify-between gap-4">
        <label htmlFor={id} className="text-[0.9375rem] font-medium">
          {label}
        </label>
        <output htmlFor={id} className="tabular text-[0.9375rem] font-semibold">
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        onChange={({ target }) => onChange(Number(target.value))}
        className="h-11 w-full cursor-pointer accent-(--accent)"
      />
      {after}
    </div>
  )
}
