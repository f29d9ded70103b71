import { Type } from 'typebox'
import { Uuid } from '../shapes/basics.ts'
import { CodeText } from '../shapes/code-text.ts'
import { Code, CodeGrant, NewCode, Quote, QuoteRequest, Receipt } from '../shapes/prices.ts'
import { empty, id, idOrSlug, type Operation, staff } from './operation.ts'

const oneCode = Type.Object({ id: Uuid, code: Type.String({ minLength: 1, maxLength: 60 }) })

export const priceOperations = {
  checkCode: {
    summary: 'What a code opens, before any seat is held with it',
    tag: 'Holds',
    params: idOrSlug,
    body: Type.Object({ code: CodeText }, { additionalProperties: false }),
    replies: { 200: CodeGrant },
    refusals: ['NOT_FOUND', 'INVALID_CODE', 'INVALID_REQUEST', 'RATE_LIMITED', 'UNAVAILABLE'],
  },
  quoteHold: {
    summary: 'What an order of this hold would come to, line by line',
    tag: 'Holds',
    params: id,
    body: QuoteRequest,
    replies: { 200: Quote },
    refusals: [
      ...(['NOT_FOUND', 'HOLD_EXPIRED', 'HOLD_ENDED', 'INVALID_REQUEST'] as const),
      ...(['INVALID_CODE', 'CODE_USED_UP', 'RATE_LIMITED', 'UNAVAILABLE'] as const),
    ],
  },
  getReceipt: {
    summary: 'The receipt of a paid order, for its owner',
    tag: 'Orders',
    params: id,
    replies: { 200: Receipt },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  listCreditNotes: {
    summary: 'The credit notes for what was given back of an order',
    tag: 'Orders',
    params: id,
    replies: { 200: Type.Object({ creditNotes: Type.Array(Receipt) }) },
    refusals: ['NOT_FOUND', 'UNAVAILABLE'],
  },
  listCodes: {
    summary: 'An event’s codes, and how much of each is used',
    tag: 'Organiser',
    params: id,
    replies: { 200: Type.Object({ codes: Type.Array(Code) }) },
    refusals: staff,
  },
  putCode: {
    summary: 'Make a code, or replace its rules; its uses stay counted',
    tag: 'Organiser',
    params: oneCode,
    body: NewCode,
    replies: { 200: Code },
    refusals: staff,
  },
  deleteCode: {
    summary: 'Take a code back; orders made with it stay as they are',
    tag: 'Organiser',
    params: oneCode,
    replies: { 204: empty },
    refusals: staff,
  },
} as const satisfies Record<string, Operation>
