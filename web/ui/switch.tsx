import { type ReactNode, useId } from 'react'

interface SwitchProps {
  label: string
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}

/** Yes or no, with the words first and the whole row to press. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId()
  return (
    <label className="flex min-h-11 cursor-pointer items-center justify-between gap-4">
      <span>
        <span className="block font-medium">{label}</span>
        {hint ? (
          <span id={id} className="block text-sm text-ink-faint">
            {hint}
          </span>
        ) : null}
      </span>
      <span className="relative inline-flex shrink-0">
        <input
          type="checkbox"
          role="switch"
          checked={checked}
          aria-checked={checked}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
          className="peer size-0 appearance-none opacity-0"
        />
        <span
          aria-hidden="true"
          className="h-7 w-12 rounded-full border border-line-strong bg-raised transition-colors peer-checked:border-accent peer-checked:bg-accent peer-focus-visible:outline-3 peer-focus-visible:outline-offset-3 peer-focus-visible:outline-accent-text"
        />
        <span
          aria-hidden="true"
          className="absolute start-1 top-1 size-5 rounded-full bg-ink-soft transition-[translate,background-color] duration-150 peer-checked:translate-x-5 peer-checked:bg-accent-ink rtl:peer-checked:-translate-x-5"
        />
      </span>
    </label>
  )
}
