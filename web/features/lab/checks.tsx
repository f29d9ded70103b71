import { CircleCheck, OctagonAlert } from 'lucide-react'
import type { LabRun } from '../../../contract/shapes/lab-runs.ts'
import { formatCount } from '../../format/counts.ts'
import { useLabTexts } from '../../i18n/lab-texts.ts'

type Report = NonNullable<LabRun['report']>

const VIOLATIONS_SHOWN = 20

/** The audit: what must be true, how much was looked at, and what was not so. What is checked is said in English. */
export function Checks({ verdict }: { verdict: Report['verdict'] }) {
  const t = useLabTexts().checks
  return (
    <section className="panel overflow-hidden">
      <header className="border-b border-line p-5 sm:p-6">
        <h2 className="text-heading font-bold">{t.title}</h2>
        <p className="mt-1 max-w-[60ch] text-ink-soft">{t.lead}</p>
      </header>
      <ul className="divide-y divide-line">
        {verdict.checks.map(({ name, what, checked, violations }) => (
          <li
            key={name}
            className="grid grid-cols-[auto_1fr] gap-x-3 px-5 py-3 text-[0.9375rem] sm:grid-cols-[auto_1fr_auto] sm:px-6"
          >
            {violations === 0 ? (
              <CircleCheck aria-label={t.held} className="mt-0.5 size-5 text-good" />
            ) : (
              <OctagonAlert aria-hidden="true" className="mt-0.5 size-5 text-bad" />
            )}
            <span lang="en" className="min-w-0">
              {what}
            </span>
            <span className="tabular text-sm text-ink-faint max-sm:col-start-2 sm:text-end">
              {violations > 0 ? <b className="text-bad">{t.broken(violations)} · </b> : null}
              {t.looked(checked)}
            </span>
          </li>
        ))}
      </ul>
      {verdict.violations.length > 0 ? (
        <div className="border-t border-line p-5 sm:p-6">
          <h3 className="font-semibold">{t.first}</h3>
          <ul lang="en" className="mt-3 grid gap-2 text-sm text-ink-soft">
            {verdict.violations.slice(0, VIOLATIONS_SHOWN).map(({ rule, detail }) => (
              <li key={`${rule} ${detail}`}>
                <b className="text-bad">{rule}</b> {detail}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  )
}

/** Who came away with seats, by what they do. */
export function Behaviours({ behaviours }: Pick<Report, 'behaviours'>) {
  const texts = useLabTexts()
  const t = texts.who
  return (
    <section className="panel p-5 sm:p-6">
      <h2 className="text-heading font-bold">{t.title}</h2>
      <table className="mt-3 w-full text-[0.9375rem]">
        <thead className="text-start text-sm text-ink-faint">
          <tr>
            <th scope="col" className="py-2 text-start font-medium">
              {t.behaviour}
            </th>
            <th scope="col" className="py-2 text-end font-medium">
              {t.buyers}
            </th>
            <th scope="col" className="py-2 ps-4 text-end font-medium">
              {t.withSeats}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line border-t border-line">
          {behaviours
            .filter(({ buyers }) => buyers > 0)
            .map(({ name, buyers, withSeats }) => (
              <tr key={name}>
                <th scope="row" className="py-2.5 text-start font-normal">
                  {texts.behaviours[name]}
                </th>
                <td className="tabular py-2.5 text-end text-ink-soft">{formatCount(buyers)}</td>
                <td className="tabular py-2.5 ps-4 text-end font-semibold">{formatCount(withSeats)}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </section>
  )
}
