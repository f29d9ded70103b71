import type { LabReport } from '../../contract/shapes/lab.ts'

/** A report as one file. */
export function htmlReport(report: LabReport): string {
  return `<!doctype html><title>${report.event.title}</title>`
}
