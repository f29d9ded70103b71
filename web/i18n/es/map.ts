import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const map: Texts['map'] = {
  map: 'Plano de localidades',
  keys: 'Las flechas llevan de asiento en asiento; con Mayúsculas, al siguiente libre. Intro selecciona. Más y menos acercan y alejan, cero lo muestra todo. Los mismos asientos están en la lista.',
  zoomIn: 'Acercar',
  zoomOut: 'Alejar',
  fit: 'Mostrar todo el plano',
  overview: 'Vista general del plano',
  row: (name) => `fila ${name}`,
  seat: (name) => `asiento ${name}`,
  states: {
    free: 'libre',
    held: 'apartado por otra persona',
    sold: 'vendido',
    blocked: 'no está a la venta',
    selected: 'seleccionado por ti',
    ownHeld: 'apartado para ti',
    ownSold: 'tuyo',
    unknown: 'aún no se sabe',
  },
  accessible: 'plaza para silla de ruedas',
  companion: 'asiento de acompañante junto a una plaza para silla de ruedas',
  restrictedView: 'visibilidad reducida',
  standing: 'de pie',
  left: (n) => (n === 0 ? 'agotado' : plural(n, { one: 'queda #', other: 'quedan #' })),
  from: (price) => `desde ${price}`,
  list: 'Asientos en lista',
  takenSince: (n) => plural(n, { one: '# asiento ocupado', other: '# asientos ocupados' }),
  freedSince: (n) => plural(n, { one: '# asiento liberado', other: '# asientos liberados' }),
  leftNow: (n) => (n === 0 ? 'no queda nada' : plural(n, { one: 'queda #', other: 'quedan #' })),
  legend: 'Cómo se ven los asientos',
}
