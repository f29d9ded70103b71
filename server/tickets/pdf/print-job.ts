import type { Order } from '../../../contract/shapes/orders.ts'
import type { HeldTicket } from '../../../contract/shapes/tickets.ts'
import type { ReceiptContent } from '../../domain/receipt.ts'
import { printReceipt } from './receipt-sheet.ts'
import { printOrderTickets, printTicket } from './ticket-sheet.ts'

/** What can be printed. Plain data: it goes to another thread. */
export type PrintJob =
  | { kind: 'order'; order: Order; locale: string }
  | { kind: 'ticket'; ticket: HeldTicket; locale: string }
  | { kind: 'receipt'; content: ReceiptContent; locale: string }

/** A PDF file. Null when there is nothing to print: no valid ticket. */
export async function runPrintJob(job: PrintJob): Promise<Buffer | null> {
  switch (job.kind) {
    case 'order':
      return printOrderTickets(job.order, job.locale)
    case 'ticket':
      return printTicket(job.ticket, job.locale)
    case 'receipt':
      return printReceipt(job.content, job.locale)
  }
}
