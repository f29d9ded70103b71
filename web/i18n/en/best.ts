import { plural } from '../words.ts'

/** The best seats, looked at before they are taken. */
export const best = {
  show: (n: number) => plural(n, { one: 'Show me the best seat', other: 'Show me the best # seats' }),
  promise: 'You see them on the map before you take them.',
  found: (n: number) => plural(n, { one: 'The best seat for you', other: 'The best seats for you' }),
  foundNext: (n: number) => plural(n, { one: 'Another seat', other: 'Other seats' }),
  startOver: 'Those were all. Here are the best again.',
  /** Read out: the seats, with row, price and what is special about them. */
  spoken: (heading: string, seats: string, total: string) => `${heading}: ${seats}. ${total} in all.`,
  take: (n: number) => plural(n, { one: 'Take this seat', other: 'Take these' }),
  others: 'Show others',
  cancel: 'Cancel',
  next: 'Show the next best',
  standingOnly: {
    title: 'Only standing room is left for this',
    text: 'No seats fit your wish any more, but places to stand do.',
  },
}
