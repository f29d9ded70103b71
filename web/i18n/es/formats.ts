import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const formats: Texts['formats'] = {
  places: (n) => plural(n, { one: '# localidad', other: '# localidades' }),
  days: (n) => plural(n, { one: '# día', other: '# días' }),
  hours: (n) => plural(n, { one: '# hora', other: '# horas' }),
  minutes: (n) => plural(n, { one: '# minuto', other: '# minutos' }),
  seconds: (n) => plural(n, { one: '# segundo', other: '# segundos' }),
  noTime: '0 segundos',
  othersToo: (n) => plural(n, { other: '# más' }),
  free: 'Gratis',
  range: (lowest, highest) => `${lowest} – ${highest}`,
  badges: {
    opensSoon: 'Próximamente a la venta',
    opensIn: (time) => `A la venta en ${time}`,
    openNow: 'Ya a la venta',
    soldOut: 'Agotado',
    last: (n) => plural(n, { one: 'Última localidad', other: 'Últimas # localidades' }),
    almostFull: 'Casi agotado',
    saleEnded: 'Venta finalizada',
    past: 'Finalizado',
    cancelled: 'Cancelado',
    draft: 'Sin publicar',
  },
}
