import { number, pick, plural } from '../words.ts'

/** Choosing places, and keeping them until they are booked. */
export const seats = {
  choosePlaces: 'Choose places',
  chooseSeats: 'Choose your seats',
  getPlaces: 'Get your places',
  howToChoose: 'How to choose',
  ways: { map: 'Map', list: 'List', best: 'Best available', standing: 'Standing' },
  connection: {
    live: { text: 'Live', hint: 'Every change shows at once' },
    connecting: { text: 'Connecting', hint: 'The seats appear in a moment' },
    reconnecting: { text: 'Reconnecting', hint: 'What you see may be a moment old' },
    offline: { text: 'Offline', hint: 'What you see may be old' },
  },
  loadingMap: 'Loading the seat map',
  legend: 'What the seats look like',
  inspected: {
    ownSold: 'This seat is yours',
    ownHeld: 'Reserved for you',
    held: 'Held by someone else',
    heldText: (seat: string) => `${seat}. It comes back if they do not buy it.`,
    sold: 'Already sold',
    blocked: 'Not for sale',
  },
  locked: {
    title: 'You have seats reserved',
    text: 'Change them or give them back to choose others.',
  },
  soldOut: 'sold out',
  free: (n: number) => `${number(n)} free`,
  where: 'Where',
  anywhere: 'Anywhere',
  bestOfAll: 'the best of all',
  howMany: 'How many',
  together: 'Sit together',
  wheelchair: 'Wheelchair place',
  wheelchairHint: 'One such place, the others beside it',
  reserveBest: (n: number) => plural(n, { one: 'Reserve the best seat', other: 'Reserve the best # seats' }),
  inAll: (price: string) => `${price} in all.`,
  freeOfCharge: 'Free of charge.',
  bestPromise: 'You see them on the map before you pay, and can give them back.',
  lost: {
    title: (n: number) =>
      plural(n, { one: 'Someone was faster to this seat', other: 'Someone was faster to these seats' }),
    text: (seats: string, n: number) =>
      pick(n, { one: `${seats} was just taken.`, other: `${seats} were just taken.` }),
    take: (seat: string) => `Take ${seat}`,
    takeNearest: (n: number) => plural(n, { other: 'Take the nearest #' }),
    chooseMyself: 'Choose myself',
  },
  lapsed: {
    title: 'Time ran out',
    text: (n: number) =>
      plural(n, {
        one: 'Your # place is free for everyone again. Perhaps nobody has taken it yet.',
        other: 'Your # places are free for everyone again. Perhaps nobody has taken them yet.',
      }),
    again: 'Reserve them again',
    others: 'Choose others',
  },
  sitApart: 'Sit apart',
  loadAgain: 'Load again',
  hints: {
    map: 'Choose seats on the map.',
    list: 'Choose seats from the list.',
    held: 'Yours for now.',
    heldText: 'Check out in time, or change them to choose others.',
  },
  limitReached: 'You have your places',
  showMyTickets: 'Show my tickets',
  limits: {
    perOrder: (n: number) =>
      plural(n, { one: 'Up to # place in one booking.', other: 'Up to # places in one booking.' }),
    perPerson: (n: number) =>
      plural(n, { one: 'At most # place per person.', other: 'At most # places per person.' }),
    both: (order: number, person: number) =>
      plural(order, {
        one: `Up to # place in one booking, and at most ${number(person)} per person.`,
        other: `Up to # places in one booking, and at most ${number(person)} per person.`,
      }),
    full: 'That is as many as you can have',
    owned: (owned: number, most: number) =>
      plural(owned, {
        one: `You already have # place of the ${number(most)} that one person may have.`,
        other: `You already have # places of the ${number(most)} that one person may have.`,
      }),
    person: (n: number) =>
      plural(n, {
        one: 'One person may have at most # place.',
        other: 'One person may have at most # places.',
      }),
    order: (n: number) =>
      plural(n, {
        one: 'One booking may have at most # place.',
        other: 'One booking may have at most # places.',
      }),
  },
  reserved: (n: number, seats: string) =>
    pick(n, {
      one: `${number(n)} place reserved for you: ${seats}`,
      other: `${number(n)} places reserved for you: ${seats}`,
    }),
  givenBack: { title: 'Given back', text: 'The places are free for everyone again.' },
  notGivenBack: { title: 'That did not work', text: 'The places are still reserved for you.' },
  reservedForYou: 'Reserved for you',
  /** Said of the time that is left: “4 minutes and 59 seconds”. */
  reservedFor: (time: string) => `Reserved for another ${time}`,
  placesReservedFor: (n: number, time: string) =>
    plural(n, { one: `# place reserved for ${time}`, other: `# places reserved for ${time}` }),
  continue: 'Continue',
  payNow: 'Pay now',
  checkOut: 'Check out',
  changeSeats: 'Change seats',
  giveBack: 'Give back',
  selectedSeats: 'Selected seats',
  selected: (n: number) => plural(n, { one: '# seat selected', other: '# seats selected' }),
  reserveSeats: (n: number) => plural(n, { one: 'Reserve seat', other: 'Reserve # seats' }),
  reservePlaces: (n: number) => plural(n, { one: 'Reserve # place', other: 'Reserve # places' }),
  reservePromise: 'Reserved seats are yours alone while you check out.',
  clearAll: 'Clear all',
  remove: (seat: string) => `Remove ${seat}`,
  showList: 'Show the list',
  hideList: 'Hide the list',
  allGone: 'Sold out',
  placesIn: (n: number, area: string) =>
    pick(n, { one: `${number(n)} place, ${area}`, other: `${number(n)} places, ${area}` }),
}
