import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

export type ButtonLook = 'primary' | 'quiet' | 'ghost' | 'danger'
export type ButtonSize = 'm' | 'l' | 's'

const looks: Record<ButtonLook, string> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-hover font-semibold',
  quiet:
    'border border-line-strong/60 bg-surface text-ink hover:border-line-strong hover:bg-raised font-medium',
  ghost: 'text-ink-soft hover:bg-raised hover:text-ink font-medium',
  danger: 'bg-bad-strong text-white hover:brightness-110 font-semibold',
}

const sizes: Record<ButtonSize, string> = {
  s: 'min-h-10 px-3.5 text-sm gap-1.5',
  m: 'min-h-11 px-5 text-[0.9375rem] gap-2',
  l: 'min-h-13 px-7 text-base gap-2.5',
}

/** The classes of a button, for links that look like one. */
export function buttonStyle(
  look: ButtonLook = 'primary',
  size: ButtonSize = 'm',
  className?: string,
): string {
  return clsx(
    'relative inline-flex items-center justify-center rounded-full text-center leading-tight select-none',
    'transition-[background-color,border-color,color,filter] duration-150',
    'disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-60',
    looks[look],
    sizes[size],
    className,
  )
}

interface ButtonProps extends ComponentProps<'button'> {
  look?: ButtonLook
  size?: ButtonSize
  /** Work is under way: the button keeps its width and focus, and ignores further presses. */
  busy?: boolean
  icon?: ReactNode
}

export function Button({
  look,
  size,
  busy = false,
  icon,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={buttonStyle(look, size, className)}
      onClick={(event) => {
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  )
}

/** A round button with a picture only; `label` is its name. */
export function IconButton({
  label,
  className,
  children,
  ...rest
}: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'inline-flex size-11 shrink-0 items-center justify-center rounded-full text-ink-soft',
        'transition-colors hover:bg-raised hover:text-ink disabled:opacity-40',
        className,
      )}
    >
      {children}
    </button>
  )
}
