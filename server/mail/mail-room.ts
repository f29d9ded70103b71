import type { Booking } from '../booking/booking.ts'
import { mailLimits } from '../limits/mail-limits.ts'
import type { Pool } from '../postgres/pool.ts'
import type { MailSettings } from '../settings/mail-settings.ts'
import { enqueueReminders } from '../sql/enqueue-reminders.ts'
import type { MailVerdict } from '../sql/settle-mail.ts'
import { sweepMails } from '../sql/sweep-mails.ts'
import type { Printer } from '../tickets/pdf/printer.ts'
import { enqueuePasswordReset, type PasswordReset } from './account-mail.ts'
import type { Desk } from './compose.ts'
import { createOutbox, type Outbox, type OutboxLog } from './outbox.ts'
import { createPapers } from './papers.ts'
import { unseal } from './seal.ts'
import { createSmtpPost } from './smtp.ts'

export interface MailRoomOptions {
  pool: Pool
  booking: Booking
  printer: Printer
  /** Seals what must not be read in the outbox. */
  key: Uint8Array
  settings: MailSettings | null
  /** Where links lead until the server knows better. */
  address: string
  log: OutboxLog
  onVerdict(outcome: MailVerdict['outcome']): void
}

export interface MailRoom {
  pool: Pool
  outbox: Outbox
  desk: Desk
  /** Whether there is a mail server; without one, mails are kept. */
  sends: boolean
  /** Where the shop is, known for certain once the server listens. Links in mail lead there. */
  setAddress(address: string): void
  sendPasswordReset(reset: PasswordReset): Promise<void>
  /** Puts reminders of what is near into the outbox, at most so many at a time. Returns how many. */
  remind(): Promise<number>
  /** Deletes old mail, at most so much at a time. */
  sweep(): Promise<number>
  /** Says that something was put into the outbox, and committed. */
  wake(): void
  onWake(listener: () => void): void
  close(): void
}

/** Everything about mail that the rest of the server meets. */
export function createMailRoom(options: MailRoomOptions): MailRoom {
  const { pool, booking, key, settings } = options
  let { address } = options
  let listener = () => {}
  const post = settings === null ? null : createSmtpPost(settings.smtp)
  const desk: Desk = {
    booking,
    address: () => address,
    unseal: (sealed, recipient) => unseal(key, sealed, recipient),
    papers: createPapers(options.printer),
  }
  const outbox = createOutbox({
    pool,
    desk,
    post,
    from: settings?.from ?? { name: 'Fullhouse', address: 'fullhouse@localhost' },
    log: options.log,
    onVerdict: options.onVerdict,
  })
  return {
    pool,
    outbox,
    desk,
    sends: post !== null,
    setAddress: (url) => {
      address = url
    },
    async sendPasswordReset(reset) {
      await enqueuePasswordReset(pool, key, reset)
      listener()
    },
    remind: () =>
      enqueueReminders(
        pool,
        {
          beforeSeconds: mailLimits.reminderBeforeSeconds,
          orderedBeforeSeconds: mailLimits.reminderOrderedBeforeSeconds,
        },
        mailLimits.reminderRows,
      ),
    sweep: () => sweepMails(pool, mailLimits, mailLimits.sweepRows),
    wake: () => listener(),
    onWake: (to) => {
      listener = to
    },
    close: () => post?.close(),
  }
}
