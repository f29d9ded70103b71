import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const moreTime: Texts['moreTime'] = {
  nearlyOver: '¿Se te acaba el tiempo?',
  get: (time) => `Pedir ${time} más`,
  short: (time) => `+${time}`,
  left: (n) => plural(n, { one: 'Puedes hacerlo una vez.', other: 'Puedes hacerlo # veces.' }),
  given: (time) => `Tienes ${time} más.`,
  leftAfter: (n) => plural(n, { one: 'Queda una ampliación.', other: 'Quedan # ampliaciones.' }),
  noneLeft: 'Era la última ampliación.',
}
