import { type Mark, number, pick, plural, rich } from '../words.ts'

/** Bookings and their tickets. */
export const orders = {
  page: 'Booking',
  myBookings: 'My bookings',
  bookings: 'Bookings',
  loading: 'Loading your bookings',
  guest: (link: Mark) =>
    rich`You are here as a guest, so these bookings live in this browser. ${link('Sign in')} to have them everywhere.`,
  groups: {
    upcoming: {
      name: 'Upcoming',
      empty: 'Nothing booked yet',
      text: 'Your tickets appear here the moment you book, with or without an account.',
    },
    past: {
      name: 'Past',
      empty: 'No past events',
      text: 'What you have been to will be kept here.',
    },
    cancelled: {
      name: 'Cancelled',
      empty: 'Nothing cancelled',
      text: 'Bookings that you give back are listed here.',
    },
  },
  findEvent: 'Find an event',
  states: {
    awaiting_payment: 'Waiting for payment',
    confirmed: 'Confirmed',
    cancelled: 'Cancelled',
    expired: 'Not paid in time',
    refunded: 'Refunded',
  },
  bookAgain: 'Book again',
  details: 'Details',
  payNow: 'Pay now',
  showTickets: (n: number) => plural(n, { one: 'Show ticket', other: 'Show tickets' }),
  times: (n: number, place: string) => `${number(n)} × ${place}`,
  placesIn: (where: string, places: string) => `${where}: ${places}`,
  done: 'You’re in.',
  doneText: (n: number, order: string, buyer: string, strong: Mark) =>
    pick(n, {
      one: rich`Your ticket is below and under My bookings. Booking ${strong(order)}, for ${buyer}.`,
      other: rich`Your ${number(n)} tickets are below and under My bookings. Booking ${strong(order)}, for ${buyer}.`,
    }),
  addToCalendar: 'Add to calendar',
  calendarNote: (order: string) => `Booking ${order}`,
  share: 'Share',
  shareText: (event: string) => `I am going to ${event}. Come along!`,
  linkCopied: { title: 'Link copied', text: 'It leads to the event, not to your tickets.' },
  shareThis: 'Share this address',
  cancelOrder: 'Cancel order',
  cancelBooking: 'Cancel booking',
  cancel: {
    title: 'Cancel this booking?',
    keep: 'Keep it',
    confirm: 'Cancel the booking',
    text: (n: number, event: string, strong: Mark) =>
      pick(n, {
        one: rich`${number(n)} place for ${strong(event)} will be free for others at once. This cannot be undone.`,
        other: rich`${number(n)} places for ${strong(event)} will be free for others at once. This cannot be undone.`,
      }),
    refund: (total: string) => `${total} will be refunded, the way you paid.`,
    notCharged: 'Nothing has been charged, so there is nothing to refund.',
    wasFree: 'The booking was free, so there is nothing to refund.',
    done: 'Booking cancelled',
  },
  ticket: (place: string) => `Ticket: ${place}`,
  showCode: 'Show the code large, for scanning',
  notValid: 'No longer valid',
  scan: 'Ticket for scanning',
  codeOf: (place: string) => `Code of the ticket ${place}`,
  previousTicket: 'Previous ticket',
  nextTicket: 'Next ticket',
  ticketOf: (n: number, all: number) => `${number(n)} of ${number(all)}`,
  cancelled: {
    title: 'This booking was cancelled',
    text: 'The places were given back, and its tickets are no longer valid.',
  },
  late: {
    kept: {
      title: 'Your money came at the very last moment',
      text: 'Your time was over, but your seats were still free. They are yours.',
    },
    replaced: {
      title: 'You have other seats',
      text: (from: string, to: string) =>
        `Your money came when your time was over and others had taken ${from}. As you agreed, you have ${to} instead: same category, same price.`,
    },
    gone: {
      title: 'Your money came too late',
      text: 'Your seats had been taken by then. What was charged goes back to you by itself; if your bank only reserved it, it lets it go.',
    },
  },
  expired: {
    title: 'This order was not paid in time',
    text: 'The places went back on sale, and nothing was charged.',
  },
  refunded: {
    title: 'This booking was refunded',
    text: (total: string) => `${total} goes back the way you paid. Its tickets are no longer valid.`,
  },
  notYours: {
    title: 'This booking is not yours to see',
    text: 'Bookings are shown only to whoever made them. Sign in with the account it was made with, or open this page in the browser that you booked in.',
  },
}
