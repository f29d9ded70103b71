import { plural } from '../words.ts'

export const waitingRoom = {
  before: {
    title: 'The waiting room is open',
    text: 'Take a place before the sale opens and you are in the draw for the order. Coming earlier gains nothing.',
  },
  now: {
    title: 'There is a queue',
    text: 'So many people want in that they enter in turn. Take a place; it is kept while you do something else.',
  },
  yours: {
    title: 'Your place in the queue is kept',
    text: 'The waiting room shows how far it is, and calls you when it is your turn.',
  },
  waiting: (n: number) => plural(n, { one: '# person is waiting', other: '# people are waiting' }),
  join: 'Join the queue',
  back: 'To the waiting room',
  left: (time: string) => `It is your turn: ${time} to reserve your places`,
  over: 'Your time is over. What you have reserved is still yours.',
  leave: 'Let the next one in',
}
