import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const moreTime: Texts['moreTime'] = {
  nearlyOver: 'Wird die Zeit knapp?',
  get: (time) => `Um ${time} verlängern`,
  short: (time) => `+${time}`,
  left: (n) => plural(n, { one: 'Das geht einmal.', other: 'Das geht #-mal.' }),
  given: (time) => `Sie haben ${time} mehr Zeit.`,
  leftAfter: (n) =>
    plural(n, { one: 'Eine Verlängerung ist noch möglich.', other: '# Verlängerungen sind noch möglich.' }),
  noneLeft: 'Das war die letzte Verlängerung.',
}
