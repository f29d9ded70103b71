import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { useCountdown } from '../clock/use-countdown.ts'
import { crossedMark, formatCountdown, speakCountdown } from '../format/countdown.ts'
import { useSpeaker } from './toaster.tsx'

const RADIUS = 15
const ROUND = 2 * Math.PI * RADIUS

interface CountdownRingProps {
  deadline: string
  /** What a full ring stands for. */
  totalSeconds: number
  /** “Reserved for another 4 minutes”: what those who listen are told of the time. */
  label: (time: string) => string
  onEnd?: () => void
  /** Only one ring on a page speaks. */
  speaks?: boolean
  size?: 's' | 'm'
}

/** The time left, as a ring that empties and as digits. Warm, then urgent only near the end. */
export function CountdownRing({
  deadline,
  totalSeconds,
  label,
  onEnd,
  speaks = false,
  size = 'm',
}: CountdownRingProps) {
  const left = useCountdown(deadline) ?? 0
  const before = useRef(left)
  const { announce } = useSpeaker()
  const over = left <= 0
  useEffect(() => {
    const mark = crossedMark(before.current, left)
    before.current = left
    if (mark && speaks) announce(label(speakCountdown(mark)))
  }, [left, speaks, announce, label])
  useEffect(() => {
    if (over) onEnd?.()
  }, [over, onEnd])
  const part = Math.min(1, left / (totalSeconds * 1000))
  const urgent = left <= 30_000
  return (
    <span
      role="timer"
      aria-label={label(speakCountdown(left))}
      className={clsx('inline-flex items-center gap-2', urgent ? 'text-bad' : 'text-accent-text')}
    >
      <svg viewBox="0 0 36 36" aria-hidden="true" className={size === 's' ? 'size-5' : 'size-8'}>
        <circle cx="18" cy="18" r={RADIUS} fill="none" stroke="var(--line)" strokeWidth="5" />
        <circle
          cx="18"
          cy="18"
          r={RADIUS}
          fill="none"
          stroke="currentColor"
          strokeWidth="5"
          strokeLinecap="round"
          strokeDasharray={ROUND}
          strokeDashoffset={ROUND * (1 - part)}
          transform="rotate(-90 18 18)"
          className="transition-[stroke-dashoffset] duration-1000 ease-linear"
        />
      </svg>
      <span
        aria-hidden="true"
        className={clsx('tabular font-display font-bold', size === 's' ? 'text-sm' : 'text-xl')}
      >
        {formatCountdown(left)}
      </span>
    </span>
  )
}
