import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const best: Texts['best'] = {
  show: (n) => plural(n, { one: 'Besten Platz zeigen', other: 'Die besten # Plätze zeigen' }),
  promise: 'Sie sehen sie im Saalplan, bevor Sie sie nehmen.',
  found: (n) => plural(n, { one: 'Der beste Platz für Sie', other: 'Die besten Plätze für Sie' }),
  foundNext: (n) => plural(n, { one: 'Ein anderer Platz', other: 'Andere Plätze' }),
  startOver: 'Das waren alle. Hier sind wieder die besten.',
  spoken: (heading, seats, total) => `${heading}: ${seats}. Zusammen ${total}.`,
  take: (n) => plural(n, { one: 'Diesen nehmen', other: 'Diese nehmen' }),
  others: 'Andere zeigen',
  cancel: 'Abbrechen',
  next: 'Die nächstbesten zeigen',
  standingOnly: {
    title: 'Dafür gibt es nur noch Stehplätze',
    text: 'Kein Sitzplatz passt mehr zu Ihrem Wunsch, Stehplätze schon.',
  },
}
