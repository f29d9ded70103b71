import { clsx } from 'clsx'
import { CircleAlert } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId } from 'react'

export const inputStyle = clsx(
  'w-full min-h-12 rounded-md border border-line-strong/70 bg-stage px-4 text-base text-ink',
  'placeholder:text-ink-faint transition-colors hover:border-line-strong',
  'aria-invalid:border-bad aria-invalid:bg-bad-wash',
)

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: string
  hint?: ReactNode
  error?: string | null
  /** Something at the end of the field, such as a switch that shows a password. */
  after?: ReactNode
}

/** A labelled input; hint and error are tied to it, so that they are read with it. */
export function Field({ label, hint, error, after, className, ...input }: FieldProps) {
  const id = useId()
  const hintId = `${id}-hint`
  const errorId = `${id}-error`
  return (
    <div className={clsx('grid gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink">
        {label}
      </label>
      <div className="relative">
        <input
          {...input}
          id={id}
          className={clsx(inputStyle, after && 'pe-14')}
          aria-invalid={error ? true : undefined}
          aria-describedby={clsx(error && errorId, hint && hintId) || undefined}
        />
        {after ? <div className="absolute inset-y-0 end-1 flex items-center">{after}</div> : null}
      </div>
      {error ? (
        <p id={errorId} className="flex items-start gap-1.5 text-sm text-bad">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span>{error}</span>
        </p>
      ) : null}
      {hint ? (
        <p id={hintId} className="text-sm text-ink-faint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}
