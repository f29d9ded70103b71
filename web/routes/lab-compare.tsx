import { useQueries } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { LabOutcome, LabRun } from '../../contract/shapes/lab-runs.ts'
import { labRunQuery } from '../api/lab.ts'
import { CompareRuns } from '../features/lab/compare-runs.tsx'
import { LabDoor } from '../features/lab/lab-door.tsx'
import { useLabTexts } from '../i18n/lab-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { buttonStyle } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

const route = getRouteApi('/lab/compare')

export function LabComparePage() {
  const { a, b } = route.useSearch()
  return (
    <LabDoor page="/lab">
      <Comparison a={a} b={b} />
    </LabDoor>
  )
}

function Comparison({ a, b }: { a: string; b: string }) {
  const t = useTexts()
  const lab = useLabTexts()
  const found = useQueries({ queries: [labRunQuery(a), labRunQuery(b)] })
  const isPending = found.some((query) => query.isPending)
  const judged = found.flatMap(({ data }) => (isJudged(data) ? [data] : []))
  const [first, second] = judged
  return (
    <div className="page max-w-5xl py-8 sm:py-12">
      <title>{t.app.title(lab.compare.title)}</title>
      <Link to="/lab" className={buttonStyle('ghost', 's', '-ms-3.5')}>
        <ArrowLeft aria-hidden="true" className="size-4 rtl:rotate-180" />
        {lab.compare.back}
      </Link>
      {isPending ? (
        <div aria-busy="true" className="skeleton mt-6 h-160 rounded-lg" />
      ) : first && second ? (
        <>
          <h1 className="mt-2 mb-6 text-title font-extrabold tracking-[-0.03em]">{lab.compare.title}</h1>
          <CompareRuns runs={[first, second]} />
        </>
      ) : (
        <EmptyState level={1} title={lab.compare.gone.title}>
          {lab.compare.gone.text}
        </EmptyState>
      )}
    </div>
  )
}

const isJudged = (run: LabRun | undefined): run is LabRun & { outcome: LabOutcome } => run?.outcome != null
