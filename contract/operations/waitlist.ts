import { Type } from 'typebox'
import { WaitlistDesk, WaitlistPlace, WaitlistWish } from '../shapes/waitlist.ts'
import { empty, id, idOrSlug, type Operation, staff } from './operation.ts'

export const waitlistOperations = {
  joinWaitlist: {
    summary: 'Wait for seats of an event in which nothing that fits is free',
    tag: 'Waitlist',
    params: idOrSlug,
    body: WaitlistWish,
    replies: { 201: WaitlistPlace },
    refusals: [
      'NOT_SOLD_OUT',
      'ALREADY_WAITING',
      'WAITLIST_CLOSED',
      'LIMIT_EXCEEDED',
      'NOT_ON_SALE',
      'CODE_REQUIRED',
      'INVALID_REQUEST',
      'NOT_FOUND',
      'IDEMPOTENCY_KEY_REUSED',
      'RATE_LIMITED',
      'UNAVAILABLE',
    ],
  },
  getWaitlistPlace: {
    summary: 'A place on a waitlist, for its owner: position, offer, what became of it',
    tag: 'Waitlist',
    params: id,
    replies: { 200: WaitlistPlace },
    refusals: ['NOT_FOUND'],
  },
  leaveWaitlist: {
    summary: 'Give a place up, and what is offered with it; the second time changes nothing',
    tag: 'Waitlist',
    params: id,
    replies: { 204: empty },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  myWaitlist: {
    summary: 'The caller’s places on waitlists, the latest first',
    tag: 'My things',
    replies: { 200: Type.Object({ waitlist: Type.Array(WaitlistPlace) }) },
    refusals: [],
  },
  showWaitlistDesk: {
    summary: 'Who waits for an event, and by which rules',
    tag: 'Organiser',
    params: id,
    replies: { 200: WaitlistDesk },
    refusals: staff,
  },
} as const satisfies Record<string, Operation>
