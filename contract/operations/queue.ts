import { QueueChange, QueueDesk, QueueDraw, QueueJoin, QueueView } from '../shapes/queue.ts'
import { empty, id, idOrSlug, type Operation, staff } from './operation.ts'

export const queueOperations = {
  joinQueue: {
    summary: 'Take a place in the event’s queue; whoever has one keeps it',
    tag: 'Waiting room',
    params: idOrSlug,
    body: QueueJoin,
    replies: { 201: QueueView, 200: QueueView },
    refusals: [
      'QUEUE_CLOSED',
      'CHALLENGE_REQUIRED',
      'INVITATION_REQUIRED',
      'UNAUTHENTICATED',
      'NOT_FOUND',
      'INVALID_REQUEST',
      'RATE_LIMITED',
      'UNAVAILABLE',
    ],
  },
  showQueue: {
    summary: 'The queue, and the caller’s place in it; each reply says when to ask again',
    tag: 'Waiting room',
    params: idOrSlug,
    replies: { 200: QueueView },
    refusals: ['NOT_FOUND', 'RATE_LIMITED', 'UNAVAILABLE'],
  },
  leaveQueue: {
    summary: 'Give up the caller’s place, or an admission; the second time changes nothing',
    tag: 'Waiting room',
    params: idOrSlug,
    replies: { 204: empty },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  showDraw: {
    summary: 'What it takes to check the draw: commitment and digest, then seed and entries',
    tag: 'Waiting room',
    params: idOrSlug,
    replies: { 200: QueueDraw },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  showQueueDesk: {
    summary: 'A waiting room’s settings and live figures',
    tag: 'Organiser',
    params: id,
    replies: { 200: QueueDesk },
    refusals: [...staff, 'UNAVAILABLE'],
  },
  changeQueue: {
    summary: 'Switch a waiting room on or off, pause, resume, slow down, speed up, drain',
    tag: 'Organiser',
    params: id,
    body: QueueChange,
    replies: { 200: QueueDesk },
    refusals: [...staff, 'UNAVAILABLE'],
  },
} as const satisfies Record<string, Operation>
