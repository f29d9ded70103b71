import { LabReport } from '../shapes/lab.ts'
import {
  LabEventQuery,
  LabEvents,
  LabReportQuery,
  LabRun,
  LabRunList,
  NewLabRun,
} from '../shapes/lab-runs.ts'
import { empty, id, type Operation, staff } from './operation.ts'

/** They exist only where the server has a lab (`FULLHOUSE_LAB`). */
export const labOperations = {
  startLabRun: {
    summary: 'Let a crowd of made-up buyers at a sandbox of their own',
    tag: 'Organiser',
    body: NewLabRun,
    replies: { 201: LabRun },
    refusals: [...staff, 'LAB_BUSY', 'UNAVAILABLE'],
  },
  listLabRuns: {
    summary: 'The caller’s runs, and what can be chosen for another',
    tag: 'Organiser',
    replies: { 200: LabRunList },
    refusals: staff,
  },
  getLabRun: {
    summary: 'One run: what it is doing, or what came of it',
    tag: 'Organiser',
    params: id,
    replies: { 200: LabRun },
    refusals: staff,
  },
  listLabEvents: {
    summary: 'What buyers of a run asked for and were told; the story of one seat',
    tag: 'Organiser',
    params: id,
    query: LabEventQuery,
    replies: { 200: LabEvents },
    refusals: staff,
  },
  getLabReport: {
    summary: 'The whole report, as data or as a page',
    tag: 'Organiser',
    params: id,
    query: LabReportQuery,
    replies: { 200: LabReport },
    refusals: staff,
  },
  stopLabRun: {
    summary: 'Send nobody else; what has happened is checked and reported',
    tag: 'Organiser',
    params: id,
    replies: { 200: LabRun },
    refusals: staff,
  },
  deleteLabRun: {
    summary: 'Forget a run that is over, with its sandbox',
    tag: 'Organiser',
    params: id,
    replies: { 204: empty },
    refusals: [...staff, 'LAB_BUSY'],
  },
} as const satisfies Record<string, Operation>
