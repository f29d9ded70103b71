import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

interface SegmentedProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: ReactNode; name?: string }[]
  onChange: (value: T) => void
  className?: string
}

/** One of a few, all in sight: radio buttons drawn as one bar. */
export function Segmented<T extends string>({
  label,
  value,
  options,
  onChange,
  className,
}: SegmentedProps<T>) {
  const group = useId()
  return (
    <fieldset className={clsx('flex rounded-full border border-line bg-sunken p-1', className)}>
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          className={clsx(
            'relative flex min-h-10 flex-auto cursor-pointer items-center justify-center gap-2 rounded-full px-2.5 sm:px-3 text-sm font-medium max-[24rem]:px-1.5 max-[24rem]:text-[0.8125rem]',
            'whitespace-nowrap text-ink-soft transition-colors hover:text-ink has-checked:bg-(--chosen) has-checked:font-semibold has-checked:text-ink',
            'has-checked:shadow-[0_0_0_1px_var(--line)] has-focus-visible:outline-3 has-focus-visible:outline-accent-text',
          )}
        >
          <input
            type="radio"
            name={group}
            value={option.value}
            checked={option.value === value}
            aria-label={option.name}
            onChange={() => onChange(option.value)}
            className="absolute inset-0 cursor-pointer appearance-none rounded-full outline-none"
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  )
}
