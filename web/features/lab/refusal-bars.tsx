import { formatCount } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'
import { percent } from './chart-scale.ts'
import { codeName } from './code-name.ts'

/** Why wishes for seats were refused, the most frequent reason first. */
export function RefusalBars({ refused }: { refused: Record<string, number> }) {
  const t = useLabTexts().charts
  const reasons = Object.entries(refused)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
  const most = Math.max(1, ...reasons.map(([, count]) => count))
  return (
    <section>
      <h3 className="font-body text-sm font-semibold text-ink">{t.refusals}</h3>
      {reasons.length === 0 ? (
        <p className="mt-3 text-sm text-ink-faint">{t.noRefusals}</p>
      ) : (
        <ul className="mt-3 grid gap-2.5 text-[0.9375rem]">
          {reasons.map(([code, count]) => (
            <li key={code} className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
              <span className="min-w-0 text-ink-soft">{codeName(code)}</span>
              <span className="tabular font-semibold text-ink">{formatCount(count)}</span>
              <span aria-hidden="true" className="col-span-2 h-1.5 overflow-hidden rounded-full bg-raised">
                <span
                  className="block h-full rounded-full bg-velvet transition-[width] duration-300"
                  style={{ width: `${percent(count, most)}%` }}
                />
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
