import type { Texts } from '../catalog.ts'
import { number, plural } from '../words.ts'

export const map: Texts['map'] = {
  map: 'Saalplan',
  keys: 'Mit den Pfeiltasten gehen Sie von Platz zu Platz, mit Umschalt zum nächsten freien. Die Eingabetaste wählt aus. Plus und Minus zoomen, Null zeigt alles. Dieselben Plätze stehen in der Liste.',
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  fit: 'Ganzen Plan zeigen',
  overview: 'Übersicht des Plans',
  row: (name) => `Reihe ${name}`,
  seat: (name) => `Platz ${name}`,
  states: {
    free: 'frei',
    held: 'von jemand anderem reserviert',
    sold: 'verkauft',
    blocked: 'nicht im Verkauf',
    selected: 'von Ihnen ausgewählt',
    ownHeld: 'für Sie reserviert',
    ownSold: 'Ihr Platz',
    unknown: 'noch nicht bekannt',
  },
  accessible: 'Rollstuhlplatz',
  companion: 'Begleitplatz neben einem Rollstuhlplatz',
  restrictedView: 'eingeschränkte Sicht',
  standing: 'Stehplätze',
  left: (n) => (n === 0 ? 'ausverkauft' : `noch ${number(n)} frei`),
  from: (price) => `ab ${price}`,
  list: 'Plätze als Liste',
  takenSince: (n) => plural(n, { one: '# Platz vergeben', other: '# Plätze vergeben' }),
  freedSince: (n) => plural(n, { one: '# Platz wieder frei', other: '# Plätze wieder frei' }),
  leftNow: (n) => (n === 0 ? 'nichts mehr frei' : `noch ${number(n)} frei`),
  legend: 'So sehen die Plätze aus',
}
