import { plural } from '../words.ts'

export const waitlist = {
  title: 'Waitlist',
  join: {
    title: 'Wait for a place',
    text: 'Whoever gives a place back gives it to the first in line that it fits. You keep your turn, and nobody gets in between.',
    open: 'Join the waitlist',
    any: 'Any category',
    category: 'Category',
    nameHint: 'For the booking that is made for you',
    emailHint: 'We write when it is your turn',
    submit: (n: number) => plural(n, { one: 'Wait for # place', other: 'Wait for # places' }),
    promotes: 'It is free: as soon as there is room you have a confirmed booking, without doing anything.',
    offers: (time: string) => `When it is your turn the places are held for you, for ${time}.`,
  },
  place: {
    title: 'You are on the waitlist',
    position: (n: number) => plural(n, { one: 'Number #', other: 'Number #' }),
    next: 'You are next',
    places: (n: number) => plural(n, { one: 'For # place', other: 'For # places' }),
    together: 'together',
    gathered: (n: number, of: number) =>
      plural(n, {
        one: `# of ${of} places is kept for you already`,
        other: `# of ${of} places are kept for you already`,
      }),
    atLimit:
      'It was your turn, but with these places you would have more than this event allows. Give some back to go on.',
    stay: 'This page shows the moment it is your turn. You may also close it: your turn is kept.',
    leave: 'Leave the waitlist',
    left: 'You have left the waitlist',
    moved: (n: number) => plural(n, { one: 'You are now number #', other: 'You are now number #' }),
  },
  offer: {
    title: 'It is your turn',
    text: (places: string) => `These are held for you: ${places}`,
    heldFor: (time: string) => `Held for you for another ${time}`,
    take: 'Take them',
    decline: 'Let them go',
    declined: 'They go to the next in line',
  },
  fulfilled: {
    title: 'You have your places',
    text: 'Room came free and your booking is confirmed.',
    show: 'Show my booking',
  },
  lapsed: {
    title: 'Your offer has run out',
    text: 'The places went to the next in line. You may join again.',
  },
  toEvent: 'To the event',
}
