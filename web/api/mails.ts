import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { MailKind, MailState } from '../../contract/shapes/mails.ts'
import { api } from './client.ts'
import { unwrap } from './failure.ts'
import { keys } from './queries.ts'

export interface MailChoice {
  kind: MailKind | null
  state: MailState | null
}

const mailKeys = [...keys.mine, 'mails'] as const

/** The organiser's outbox, newest first, page by page. */
export const mailsQuery = ({ kind, state }: MailChoice) =>
  infiniteQueryOptions({
    queryKey: [...mailKeys, kind, state],
    initialPageParam: null as string | null,
    queryFn: async ({ signal, pageParam }) => {
      const query = {
        ...(kind && { kind }),
        ...(state && { state }),
        ...(pageParam && { before: pageParam }),
      }
      return unwrap(await api.listMails({ query }, { signal }))
    },
    getNextPageParam: (page) => page.next,
  })

export const mailQuery = (id: string) =>
  queryOptions({
    queryKey: [...mailKeys, id],
    queryFn: async ({ signal }) => unwrap(await api.getMail({ params: { id } }, { signal })),
  })

export const allMails = mailKeys
