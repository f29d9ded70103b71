import { type Mark, plural, rich } from '../words.ts'

/** The page of one event, apart from choosing places. */
export const event = {
  page: 'Event',
  loading: 'Loading the event',
  allEvents: 'All events',
  when: 'When',
  where: 'Where',
  price: 'Price',
  freePlaces: 'Free places',
  yourTime: (time: string) => `Your time: ${time}`,
  freeOf: (free: string, all: string, strong: Mark) => rich`${strong(free)} of ${all} free`,
  looking: (n: number) => plural(n, { one: '# person is looking', other: '# people are looking' }),
  aboutLabel: 'About this event',
  about: 'About',
  venue: 'Venue',
  goodToKnow: 'Good to know',
  holdRule: (minutes: number) =>
    plural(minutes, {
      one: 'Once reserved, places are yours alone for one minute while you check out. Nobody can take them meanwhile.',
      other:
        'Once reserved, places are yours alone for # minutes while you check out. Nobody can take them meanwhile.',
    }),
  notOnSale: {
    closed: { title: 'The sale has ended', text: 'Tickets for this event are no longer sold here.' },
    past: { title: 'This event is over', text: 'If you were there, your tickets are under My bookings.' },
    cancelled: {
      title: 'This event was cancelled',
      text: 'If you had tickets, look under My bookings for what happens with your money.',
    },
    draft: { title: 'Not published yet', text: 'Only the organiser can see this page.' },
  },
  otherEvents: 'See other events',
  notOpen: { title: 'The sale has not opened', text: 'The organiser has not said yet when it will.' },
  opensIn: 'The sale opens in',
  opensAt: (moment: string) =>
    `${moment}. Stay here: this page opens by itself, nothing needs to be reloaded.`,
  allTaken: {
    title: 'Every place is held or sold right now',
    text: 'Held places come back when a buyer runs out of time. Stay here: what becomes free shows on the map at once.',
  },
  mapFailed: 'The seat map could not be loaded',
  noSuch: {
    page: 'No such event',
    title: 'There is no such event',
    text: 'It may have been taken down, or the address is mistyped.',
  },
}
