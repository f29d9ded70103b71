import type { LabOutcome, LabRun, LabRunSummary } from '../../contract/shapes/lab-runs.ts'
import type { RunRow, StoredReport } from '../sql/lab/runs.ts'

export function describeSummary(row: RunRow): LabRunSummary {
  return {
    id: row.id,
    eventId: row.eventId,
    state: row.state,
    createdAt: row.createdAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    plan: row.plan,
    places: row.places,
    settings: row.settings,
    outcome: row.report && outcomeOf(row.report),
    fault: row.fault,
  }
}

/** With what its process knows better than the row, while it goes on here. */
export function describeRun(row: RunRow, here?: Pick<RunRow, 'progress' | 'history'>): LabRun {
  return {
    ...describeSummary(row),
    progress: here?.progress ?? row.progress,
    history: row.report?.timeline ?? here?.history ?? row.history,
    report: row.report && withoutTimeline(row.report),
  }
}

function withoutTimeline({ timeline: _, ...report }: StoredReport): LabRun['report'] {
  return report
}

function outcomeOf(report: StoredReport): LabOutcome {
  const { verdict, counts, seats, seconds, latencyMs } = report
  const buyers = report.behaviours.filter(({ name }) => name !== 'watch')
  return {
    passed: verdict.passed,
    violations: verdict.checks.reduce((sum, { violations }) => sum + violations, 0),
    checked: verdict.checks.reduce((sum, { checked }) => sum + checked, 0),
    seconds,
    checkSeconds: verdict.checkSeconds,
    counts,
    holdLatencyMs: latencyMs.hold ?? null,
    seats,
    wanted: buyers.reduce((sum, each) => sum + each.buyers, 0),
    withSeats: buyers.reduce((sum, each) => sum + each.withSeats, 0),
  }
}
