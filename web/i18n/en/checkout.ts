import { type Mark, number, plural, rich } from '../words.ts'

/** From reserved places to a paid order. */
export const checkout = {
  page: 'Checkout',
  steps: { seats: 'Seats', details: 'Your details', payment: 'Payment', tickets: 'Tickets', done: 'done' },
  yourDetails: 'Your details',
  guest: (link: Mark) =>
    rich`You book as a guest. ${link('Sign in')} if you have an account; your seats come along.`,
  toPayment: 'Continue to payment',
  othersWillDo: {
    label: 'Other seats will do',
    hint: 'Only if your payment comes after your time is over and these are gone: as many of the same categories, for the same price. Otherwise you get your money back.',
  },
  bookFree: 'Book now, free of charge',
  backToEvent: 'Back to the event',
  released: { title: 'You gave these seats back', text: 'They are free for everyone again.' },
  expired: {
    title: 'Time ran out',
    text: 'Your seats were reserved for a limited time, so that nobody else waits in vain. Nothing was charged. They may still be free.',
  },
  chooseAgain: 'Choose again',
  noSuch: {
    title: 'There is no such reservation',
    text: 'It may be long over, or it was made on another device or in another browser.',
  },
  yourOrder: 'Your order',
  total: (places: Mark, n: number) =>
    rich`Total ${places(plural(n, { one: '· # place', other: '· # places' }))}`,
  totalShort: 'Total',
  times: (n: number, place: string) => `${number(n)} × ${place}`,
  name: 'Full name',
  email: 'E-mail',
  emailHint: 'Only for news about this booking. Nothing else.',
  errors: {
    noName: 'Please enter your name; it is printed on the tickets.',
    longName: (n: number) => `Please shorten the name to ${number(n)} characters.`,
    noEmail: 'Please enter your e-mail address, in case something about the event changes.',
    wrongEmail: 'This does not look like an e-mail address. It should be like name@example.com.',
    nameRefused: 'This name cannot be used. Please check it.',
  },
  payment: 'Payment',
  playMoney: 'Play money: nothing is charged',
  testCard: 'Test card',
  cards: {
    succeed: { name: 'Card that pays', note: 'The payment goes through' },
    decline: { name: 'Card without cover', note: 'The bank says no' },
    challenge: { name: 'Card that asks back', note: 'The bank wants to know that it is you' },
    slow: { name: 'Slow bank', note: 'It answers after some seconds' },
    late: { name: 'Bank that is late', note: 'It answers when your time is over' },
    webhook_first: { name: 'Quick messenger', note: 'We hear of it before this page does' },
    webhook_twice: { name: 'Messenger that comes twice', note: 'We hear of it two times' },
    webhook_lost: { name: 'Messenger that gets lost', note: 'Nobody tells us; we have to ask' },
  },
  demo: {
    choose: 'What your bank does',
    more: 'Trouble on the line',
    challenge: {
      title: 'Your bank asks: is this you?',
      text: 'A real bank would show its own page here (3-D Secure). Nothing has been charged yet.',
      yes: 'Yes, it is me',
      no: 'No, stop this payment',
    },
    waiting: {
      title: 'Your bank is working on it',
      text: 'You can leave this page: nothing is lost, and we keep asking.',
    },
  },
  pay: (total: string) => `Pay ${total}`,
  paid: 'Paid. Your tickets are ready.',
  onItsWay: 'Payment is on its way',
  handledBy: (provider: string) =>
    `The payment is handled by ${provider}. This page shows your tickets once it has arrived.`,
  theOrganiser: 'the organiser',
}
