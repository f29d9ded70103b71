import { accountKinds } from '../domain/mails.ts'
import { mailLimits } from '../limits/mail-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import { type MailVerdict, settleMail } from '../sql/settle-mail.ts'
import { countDueMails, type DueMails, keepMails, type MailRow, takeMails } from '../sql/take-mails.ts'
import { isNowhere } from './address.ts'
import { type Composed, composeMail, type Desk } from './compose.ts'
import { letterText } from './letter-text.ts'
import type { Address } from './parcel.ts'
import { type Post, PostFault } from './smtp.ts'
import { Unsendable } from './unsendable.ts'

export interface OutboxOptions {
  pool: Pool
  desk: Desk
  /** Null: no mail server. Mails about events are kept for the organiser to read, those about accounts go to the log. */
  post: Post | null
  from: Address
  log: OutboxLog
  onVerdict?(outcome: MailVerdict['outcome']): void
  /** Between 0 and 1. */
  chance?: () => number
}

export interface OutboxLog {
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

export interface Outbox {
  /** Sends what is due, one batch; several servers may do so at once. Tells how many there were. */
  sendBatch(): Promise<number>
  /** How the outbox stands after that. */
  standing(): Promise<DueMails>
}

/**
 * Takes mails that are due and brings each to an end: sent, tried again later, given up, or kept.
 *
 * At least once: a mail that was being sent when its server died may have arrived, and is sent again when its lease is
 * over, with the same Message-ID; once more at most. What was given up stays as it is, for somebody to look at.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const { pool, desk, post, from, log, chance = Math.random } = options

  async function attend(mail: MailRow): Promise<void> {
    const secret = (accountKinds as readonly string[]).includes(mail.kind)
    const verdict = mail.interrupts > mailLimits.interruptsMax ? tooOften() : await deliver(mail)
    const { id, kind, tries } = mail
    if (verdict.outcome === 'given up')
      log.error({ mail: id, kind, tries, why: verdict.error }, 'A mail was given up')
    if (verdict.outcome === 'again')
      log.warn({ mail: id, kind, tries, why: verdict.error }, 'A mail could not be sent yet')
    if (await settleMail(pool, { ...mail, secret }, verdict)) options.onVerdict?.(verdict.outcome)
  }

  async function deliver(mail: MailRow): Promise<MailVerdict> {
    // Made-up buyers have addresses there: nobody's server is troubled with them.
    if (isNowhere(mail.recipient)) return { outcome: 'kept' }
    try {
      const composed = await composeMail(desk, mail)
      if (post === null) return toLog(mail, composed)
      await post.send({ id: mail.id, createdAt: mail.createdAt, from, to: mail.recipient, composed })
      return { outcome: 'sent' }
    } catch (error) {
      return failed(error, mail.tries)
    }
  }

  /** Whoever runs the server can pass it on. A warning, because at the usual level nobody would see it otherwise. */
  function toLog(mail: MailRow, { letter }: Composed): MailVerdict {
    log.warn(
      { mail: { to: mail.recipient, subject: letter.subject, text: letterText(letter) } },
      `mail to ${mail.recipient} was not sent, because no mail server is set up`,
    )
    return { outcome: 'kept' }
  }

  function failed(error: unknown, tries: number): MailVerdict {
    const text = (error instanceof Error ? error.message : String(error)).slice(0, mailLimits.errorCharacters)
    const permanent = error instanceof Unsendable || (error instanceof PostFault && error.permanent)
    if (permanent || tries >= mailLimits.triesMax) return { outcome: 'given up', error: text }
    return { outcome: 'again', inMs: retryPauseMs(tries, chance()), error: text }
  }

  return {
    async sendBatch() {
      const kept = post === null ? await keepMails(pool, accountKinds, mailLimits.keepRows) : 0
      for (let n = 0; n < kept; n += 1) options.onVerdict?.('kept')
      // Composing what nobody will send would cost a booking more than the booking.
      const kinds = post === null ? accountKinds : null
      const mails = await takeMails(pool, kinds, mailLimits.batch, mailLimits.leaseMs)
      const outcomes = await Promise.allSettled(mails.map(attend))
      const fault = outcomes.find((outcome) => outcome.status === 'rejected')
      if (fault) throw fault.reason
      return kept + mails.length
    },
    standing: () => countDueMails(pool, mailLimits.countedDue),
  }
}

function tooOften(): MailVerdict {
  return { outcome: 'given up', error: 'a server ended while sending it, twice: it may have arrived' }
}

/** Grows with each try and is spread at random, so that mails that failed together do not come back together. */
export function retryPauseMs(tries: number, chance: number): number {
  const most = Math.min(
    mailLimits.retryFirstMs * mailLimits.retryFactor ** (tries - 1),
    mailLimits.retryMaxMs,
  )
  return Math.round(most * (0.5 + chance / 2))
}
