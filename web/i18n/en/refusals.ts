import { pick, plural } from '../words.ts'

/** Why something was refused, and what can be done about it. */
export const refusals = {
  seatsTaken: {
    title: (n: number) =>
      plural(n, { one: 'Someone was faster to this seat', other: 'Someone was faster to these seats' }),
    text: (seats: string, n: number) =>
      pick(n, {
        one: `${seats} is already held or sold, so we put it back. Your other choices are still selected.`,
        other: `${seats} are already held or sold, so we put them back. Your other choices are still selected.`,
      }),
  },
  soldOut: {
    title: 'Nothing is free right now',
    text: 'Every place that fits your wish is held or sold. Held places come back when a buyer runs out of time, so it is worth looking again.',
  },
  notEnough: {
    title: (n: number) => plural(n, { one: 'Only # place left', other: 'Only # places left' }),
    text: 'That is fewer than you asked for. Choose fewer, or look in another category.',
  },
  notAdjacent: {
    title: 'No seats side by side',
    text: 'There are enough free seats, but not next to each other. Try without sitting together, in another category, or with fewer people.',
  },
  notSoldOut: {
    title: 'Seats are free after all',
    text: 'Something that fits your wish has just come free. Book it now; there is no need to wait.',
  },
  alreadyWaiting: {
    title: 'You are waiting already',
    text: 'You have a place on this waitlist. It is under My bookings.',
  },
  waitlistClosed: {
    title: 'There is no waitlist',
    text: 'This event has none, or it is full.',
  },
  limit: {
    title: (n: number) => plural(n, { one: 'At most # place', other: 'At most # places' }),
    text: 'This event limits how many places one order or one person may have, counting what you already hold or booked.',
  },
  notOnSale: {
    title: 'Not on sale',
    opens: (moment: string) => `The sale opens on ${moment}. This page will tell you when it does.`,
    text: 'Tickets for this event are not being sold at the moment.',
  },
  unknownSeats: {
    title: 'The plan has changed',
    text: (seats: string, n: number) =>
      pick(n, {
        one: `${seats} is not part of this event any more. Load the page again to see the new plan.`,
        other: `${seats} are not part of this event any more. Load the page again to see the new plan.`,
      }),
  },
  holdExpired: {
    title: 'Time ran out',
    text: 'Your seats were reserved for a limited time, and it is over. They may still be free: choose them again.',
  },
  holdEnded: {
    title: 'This reservation has ended',
    text: 'It was released, or already turned into a booking. Look at your bookings before choosing again.',
  },
  notExtendable: {
    title: 'No more time can be given',
    text: 'This reservation keeps the time that it has. Check out before it is over.',
  },
  notCancellable: {
    title: 'This booking cannot be cancelled',
    text: 'It has already ended, or the event has begun.',
  },
  declined: {
    title: 'The payment was declined',
    text: 'No money was taken. Your seats are still yours until the time runs out: try again, or pay another way.',
  },
  alreadyPaid: { title: 'Already paid', text: 'This order was paid before. Look at your bookings.' },
  refundTooLarge: {
    title: 'More than was paid',
    text: 'Choose a smaller sum.',
  },
  invalid: {
    title: 'Something is missing or wrong',
    text: 'Check what you entered and try again.',
  },
  notFound: {
    title: 'Not found',
    text: 'It does not exist, or it belongs to someone else. If it is yours, sign in with the account it was made with.',
  },
  unauthenticated: { title: 'Please sign in', text: 'This needs an account.' },
  forbidden: { title: 'Not allowed', text: 'Your account may not do this.' },
  forbiddenOrigin: {
    title: 'Blocked for your safety',
    text: 'The request did not come from this site. Load the page again from its own address.',
  },
  queue: {
    title: 'There is a queue',
    text: 'So many people are here that they enter in turn. Load the page again to take your place.',
  },
  tooFast: {
    title: 'A little too fast',
    text: (seconds: number) =>
      plural(seconds, {
        one: 'Please wait # second, then try again.',
        other: 'Please wait # seconds, then try again.',
      }),
  },
  unavailable: {
    title: 'The box office is overwhelmed',
    text: 'Nothing was booked and nothing was lost. Try again in a moment.',
  },
  keyReused: {
    title: 'This was sent before, but differently',
    text: 'To be safe we did not do it twice. Look at your bookings, then try again.',
  },
  internal: {
    title: 'Something broke on our side',
    text: 'It has been recorded. Try again; if seats were taken, you will find them in your bookings.',
  },
  notVerified: { title: 'Not accepted', text: 'The message could not be verified.' },
  notPossible: { title: 'Not possible', text: 'Load the page again.' },
  tooLarge: { title: 'Too much at once', text: 'Choose fewer seats and try again.' },
  seatsInUse: { title: 'Seats are in use', text: (seats: string) => `People hold or own ${seats}.` },
  invalidPlan: { title: 'The seat plan has faults', text: 'Check the plan.' },
  labBusy: { title: 'A run is going on in the lab', text: 'Wait until it is over, or stop it.' },
  addressTaken: { title: 'This address is taken', text: 'Choose another.' },
  queueClosed: {
    title: 'The waiting room is closed',
    opens: (moment: string) => `It opens on ${moment}.`,
    text: 'It takes nobody in at the moment.',
  },
  challenge: { title: 'One moment', text: 'Load the page again, so that we can tell you from a robot.' },
  invitation: {
    title: 'By invitation',
    text: 'The waiting room is open to those with an invitation code that still has places.',
  },
  notTransferable: {
    title: 'This ticket cannot be passed on',
    text: 'It is no longer valid or was passed on already, the event has begun, or the organiser does not allow it.',
  },
  namesFixed: {
    title: 'Names can no longer be changed',
    text: (moment: string) => `They could be changed until ${moment}.`,
  },
  alreadyClaimed: {
    title: 'This ticket is taken',
    text: 'Someone has added it to their account already.',
  },
  nothingToSend: { title: 'There are no tickets to send', text: 'This booking is not confirmed.' },
  codeRequired: {
    title: 'This needs a code',
    text: (categories: string) => `Only those with a code that opens them can book: ${categories}.`,
  },
  invalidCode: {
    title: 'This code does not work',
    reasons: {
      unknown: 'We do not know it. Check it for typing errors.',
      not_yet_valid: 'It is not valid yet.',
      expired: 'It has expired.',
      not_for_presale: 'It does not open the presale.',
      not_for_these_seats: 'It is not for these places. Choose others.',
      not_combinable: 'Your places are held with another code, and the two cannot be combined.',
    },
  },
  codeUsedUp: {
    title: 'This code is used up',
    text: (n: number) =>
      n === 0
        ? 'No more tickets can be had with it.'
        : plural(n, {
            one: '# more ticket can be had with it.',
            other: '# more tickets can be had with it.',
          }),
  },
  priceChanged: {
    title: 'The price has changed',
    text: (total: string) => `The order now comes to ${total}. Look at it again before you book.`,
  },
  unreachable: {
    title: 'No connection',
    text: 'The server could not be reached. Nothing is lost: check the connection and try again.',
  },
}
