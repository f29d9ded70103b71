import { plural } from '../words.ts'

/** A hold whose time is running out may be given more, where the event allows it. */
export const moreTime = {
  nearlyOver: 'Nearly out of time?',
  get: (time: string) => `Get ${time} more`,
  short: (time: string) => `+${time}`,
  /** How many extensions are left before this one is used. */
  left: (n: number) => plural(n, { one: 'You can do this once.', other: 'You can do this # times.' }),
  given: (time: string) => `You have ${time} more.`,
  leftAfter: (n: number) =>
    plural(n, { one: 'One more extension is left.', other: '# more extensions are left.' }),
  noneLeft: 'That was the last extension.',
}
