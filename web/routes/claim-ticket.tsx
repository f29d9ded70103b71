import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { Ticket } from 'lucide-react'
import { attempt, uniqueKey } from '../api/attempt.ts'
import { api } from '../api/client.ts'
import { failureOf, refusedWith } from '../api/failure.ts'
import { keys, ticketQuery } from '../api/queries.ts'
import { textOf } from '../api/refusal-texts.ts'
import { useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/**
 * Where the link in the mail leads. What makes the ticket theirs stands behind the `#`, which a browser tells nobody: not
 * this server's log, not a page that is visited next. It is taken by a press, because mail programs look at links by
 * themselves.
 */
export function ClaimTicketPage() {
  const token = useLocation({ select: ({ hash }) => hash })
  return <Claim key={token} token={token} />
}

function Claim({ token }: { token: string }) {
  const t = useTexts().tickets.claim
  const client = useQueryClient()
  const navigate = useNavigate()
  const claim = useMutation({
    mutationFn: async () => {
      const reply = await attempt((options) => api.claimTicket({ body: { token } }, options), uniqueKey())
      if (!reply.ok) throw failureOf(reply)
      return reply.value
    },
    onSuccess: (ticket) => {
      client.setQueryData(ticketQuery(ticket.id).queryKey, ticket)
      void client.invalidateQueries({ queryKey: [...keys.mine, 'received'] })
      void navigate({ to: '/tickets/$ticketId', params: { ticketId: ticket.id }, replace: true })
    },
  })
  const isBroken = token === '' || (claim.error !== null && refusedWith(claim.error, 'NOT_FOUND') !== null)
  const failure = claim.error && !isBroken ? textOf(claim.error) : null
  return (
    <div className="page grid max-w-2xl justify-items-start gap-6 py-10 sm:py-16">
      <title>{t.page}</title>
      <Ticket aria-hidden="true" className="size-12 text-accent-text" strokeWidth={1.5} />
      <h1 className="font-extrabold tracking-[-0.03em] text-title">{isBroken ? t.broken : t.title}</h1>
      <p className="max-w-[52ch] text-lg leading-relaxed text-ink-soft">{isBroken ? t.brokenText : t.text}</p>
      {failure ? (
        <Notice tone="bad" title={failure.title} urgent>
          {failure.text}
        </Notice>
      ) : null}
      {isBroken ? null : (
        <Button size="l" busy={claim.isPending} onClick={() => claim.mutate()}>
          {t.take}
        </Button>
      )}
    </div>
  )
}
