import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const formats: Texts['formats'] = {
  places: (n) => plural(n, { one: '# Platz', other: '# Plätze' }),
  days: (n) => plural(n, { one: '# Tag', other: '# Tagen' }),
  hours: (n) => plural(n, { one: '# Stunde', other: '# Stunden' }),
  minutes: (n) => plural(n, { one: '# Minute', other: '# Minuten' }),
  seconds: (n) => plural(n, { one: '# Sekunde', other: '# Sekunden' }),
  noTime: '0 Sekunden',
  othersToo: (n) => plural(n, { one: '# weiterer', other: '# weitere' }),
  free: 'Kostenlos',
  range: (lowest, highest) => `${lowest} – ${highest}`,
  badges: {
    opensSoon: 'Verkauf startet bald',
    opensIn: (time) => `Verkauf startet in ${time}`,
    openNow: 'Jetzt im Verkauf',
    soldOut: 'Ausverkauft',
    last: (n) => plural(n, { one: 'Letzter Platz', other: 'Letzte # Plätze' }),
    almostFull: 'Fast ausverkauft',
    saleEnded: 'Verkauf beendet',
    past: 'Vorbei',
    cancelled: 'Abgesagt',
    draft: 'Nicht veröffentlicht',
  },
}
