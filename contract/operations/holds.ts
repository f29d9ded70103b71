import { Hold, SeatSelection } from '../shapes/holds.ts'
import { empty, id, idOrSlug, type Operation, placing } from './operation.ts'

export const holdOperations = {
  placeHold: {
    summary: 'Hold seats, by id or best available',
    tag: 'Holds',
    params: idOrSlug,
    body: SeatSelection,
    replies: { 201: Hold },
    refusals: placing,
  },
  getHold: {
    summary: 'A hold, for its owner',
    tag: 'Holds',
    params: id,
    replies: { 200: Hold },
    refusals: ['NOT_FOUND'],
  },
  releaseHold: {
    summary: 'Give a hold’s seats back; the second time changes nothing',
    tag: 'Holds',
    params: id,
    replies: { 204: empty },
    refusals: ['NOT_FOUND', 'HOLD_ENDED', 'UNAVAILABLE'],
  },
} as const satisfies Record<string, Operation>
