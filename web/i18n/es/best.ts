import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const best: Texts['best'] = {
  show: (n) => plural(n, { one: 'Mostrar el mejor asiento', other: 'Mostrar los # mejores asientos' }),
  promise: 'Los ves en el plano antes de elegirlos.',
  found: (n) => plural(n, { one: 'El mejor asiento para ti', other: 'Los mejores asientos para ti' }),
  foundNext: (n) => plural(n, { one: 'Otro asiento', other: 'Otros asientos' }),
  startOver: 'No hay más. Estos son otra vez los mejores.',
  spoken: (heading, seats, total) => `${heading}: ${seats}. ${total} en total.`,
  take: (n) => plural(n, { one: 'Elegir este', other: 'Elegir estos' }),
  others: 'Mostrar otros',
  cancel: 'Cancelar',
  next: 'Mostrar los siguientes',
  standingOnly: {
    title: 'Solo quedan entradas de pie',
    text: 'Ningún asiento se ajusta ya a lo que buscas, pero quedan entradas de pie.',
  },
}
