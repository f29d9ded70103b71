import { Type } from 'typebox'
import { ListedMail, MailPage, MailQuery, ShownMail } from '../shapes/mails.ts'
import { id, type Operation, staff } from './operation.ts'

export const mailOperations = {
  listMails: {
    summary:
      'Mails of the organiser’s events: sent, waiting, given up, or kept because there is no mail server',
    tag: 'Organiser',
    query: MailQuery,
    replies: { 200: MailPage },
    refusals: ['UNAUTHENTICATED', 'FORBIDDEN', 'INVALID_REQUEST'],
  },
  getMail: {
    summary: 'One mail, written as it would be now',
    tag: 'Organiser',
    params: id,
    replies: { 200: ShownMail },
    refusals: staff,
  },
  previewMail: {
    summary: 'The HTML of a mail, for a frame that runs and loads nothing',
    tag: 'Organiser',
    params: id,
    replies: { 200: Type.Unsafe<Blob>(Type.String({ contentMediaType: 'text/html' })) },
    refusals: staff,
  },
  retryMail: {
    summary: 'Send a mail again that was given up or kept; any other is left as it is',
    tag: 'Organiser',
    params: id,
    replies: { 200: ListedMail },
    refusals: [...staff, 'UNAVAILABLE'],
  },
} as const satisfies Record<string, Operation>
