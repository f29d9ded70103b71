import { number, plural } from '../words.ts'

/** Words that stand beside numbers, times and prices, wherever these are shown. */
export const formats = {
  places: (n: number) => plural(n, { one: '# place', other: '# places' }),
  /** After “in”: “in 3 days”. */
  days: (n: number) => plural(n, { one: '# day', other: '# days' }),
  hours: (n: number) => plural(n, { one: '# hour', other: '# hours' }),
  minutes: (n: number) => plural(n, { one: '# minute', other: '# minutes' }),
  seconds: (n: number) => plural(n, { one: '# second', other: '# seconds' }),
  noTime: 'no time',
  /** The end of a list that was cut. */
  othersToo: (n: number) => plural(n, { other: '# more' }),
  free: 'Free',
  range: (lowest: string, highest: string) => `${lowest} – ${highest}`,
  badges: {
    opensSoon: 'Sale opens soon',
    opensIn: (time: string) => `On sale in ${time}`,
    openNow: 'On sale now',
    soldOut: 'Sold out',
    last: (n: number) => `Last ${number(n)}`,
    almostFull: 'Almost full',
    saleEnded: 'Sale ended',
    past: 'Past',
    cancelled: 'Cancelled',
    draft: 'Not published',
  },
}
