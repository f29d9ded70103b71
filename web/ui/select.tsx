import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ComponentProps } from 'react'

/** The platform's own list: on a phone nothing beats it. */
export function Select({
  label,
  className,
  children,
  ...rest
}: ComponentProps<'select'> & { label: string }) {
  return (
    <label className={clsx('relative block', className)}>
      <span className="sr-only">{label}</span>
      <select
        {...rest}
        className={clsx(
          'min-h-11 w-full appearance-none rounded-full border border-line-strong/60 bg-surface ps-4 pe-10',
          'text-[0.9375rem] font-medium text-ink transition-colors hover:border-line-strong',
        )}
      >
        {children}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute end-3.5 top-1/2 size-4 -translate-y-1/2 text-ink-soft"
      />
    </label>
  )
}
