import { Counter, Gauge, type Registry } from 'prom-client'

export interface MailMeter {
  verdict(outcome: string): void
  standing(due: number, oldestMs: number): void
}

/** What leaves the outbox, and what waits in it as this server last saw it. */
export function measureMail(registry: Registry): MailMeter {
  const verdicts = new Counter({
    name: 'fullhouse_mails_total',
    help: 'Mails by what became of a try to send them; "again" is a failure that is tried again',
    labelNames: ['outcome'],
    registers: [registry],
  })
  const due = new Gauge({
    name: 'fullhouse_mails_due',
    help: 'Mails in the outbox that should have left by now',
    registers: [registry],
  })
  const oldest = new Gauge({
    name: 'fullhouse_mails_oldest_due_seconds',
    help: 'How long the first of them has been waiting',
    registers: [registry],
  })
  for (const outcome of ['sent', 'again', 'given up', 'kept']) verdicts.inc({ outcome }, 0)
  return {
    verdict: (outcome) => verdicts.inc({ outcome }),
    standing(mails, oldestMs) {
      due.set(mails)
      oldest.set(oldestMs / 1000)
    },
  }
}
