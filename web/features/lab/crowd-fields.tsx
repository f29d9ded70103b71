import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { LabBehaviour } from '../../../contract/shapes/lab.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { formatShare } from './format.ts'
import { Slider } from './slider.tsx'
import { type Crowd, mixes, paying, type Wish } from './wish.ts'

interface CrowdFieldsProps {
  wish: Pick<Wish, 'crowd' | 'mix'>
  takesPayments: boolean
  onChange: (change: Pick<Wish, 'crowd' | 'mix'>) => void
  /** What else is about the crowd in detail. */
  children: ReactNode
}

/** Who comes: one of a few crowds, or a mix of one's own. */
export function CrowdFields({ wish, takesPayments, onChange, children }: CrowdFieldsProps) {
  const t = useLabTexts()
  const group = useId()
  const behaviours = (Object.entries(t.behaviours) as [LabBehaviour, string][]).filter(
    ([name]) => takesPayments || !paying.includes(name),
  )
  const whole = behaviours.reduce((sum, [name]) => sum + (wish.mix[name] ?? 0), 0)
  const choose = (crowd: Crowd) => onChange({ crowd, mix: crowd === 'own' ? wish.mix : mixes[crowd] })
  return (
    <>
      <fieldset>
        <legend className="text-[0.9375rem] font-medium">{t.form.crowd}</legend>
        <div className="mt-2 grid gap-2 sm:grid-cols-2">
          {(Object.entries(t.form.crowds) as [Crowd, { name: string; text: string }][]).map(
            ([crowd, { name, text }]) => (
              <label
                key={crowd}
                className={clsx(
                  'relative block cursor-pointer rounded-md border border-line-strong/60 bg-stage px-4 py-3 transition-colors hover:border-line-strong',
                  'has-checked:border-accent-text has-checked:bg-accent-wash has-checked:shadow-[inset_0_0_0_1px_var(--accent-text)]',
                  'has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent-text',
                )}
              >
                <input
                  type="radio"
                  name={group}
                  value={crowd}
                  checked={wish.crowd === crowd}
                  onChange={() => choose(crowd)}
                  className="absolute inset-0 cursor-pointer appearance-none outline-none"
                />
                <span className="block font-semibold">{name}</span>
                <span className="block text-sm leading-snug text-ink-soft">{text}</span>
              </label>
            ),
          )}
        </div>
      </fieldset>
      <details className="group" open={wish.crowd === 'own'}>
        <summary className="inline-flex min-h-11 cursor-pointer list-none items-center gap-2 rounded-full text-[0.9375rem] font-medium text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
          {t.form.mix}
          <ChevronDown aria-hidden="true" className="size-4 transition-transform group-open:rotate-180" />
        </summary>
        <p className="text-sm text-ink-faint">{t.form.mixHint}</p>
        {takesPayments ? null : <p className="mt-2 text-sm text-ink-soft">{t.form.needsPayment}</p>}
        <div className="mt-3 grid gap-x-8 gap-y-2 sm:grid-cols-2">
          {behaviours.map(([name, label]) => (
            <Slider
              key={name}
              label={label}
              min={0}
              max={100}
              value={wish.mix[name] ?? 0}
              shown={formatShare(whole === 0 ? 0 : (wish.mix[name] ?? 0) / whole)}
              onChange={(weight) => onChange({ crowd: 'own', mix: { ...wish.mix, [name]: weight } })}
            />
          ))}
        </div>
        {children}
      </details>
    </>
  )
}
