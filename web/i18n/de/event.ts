import type { Texts } from '../catalog.ts'
import { plural, rich } from '../words.ts'

export const event: Texts['event'] = {
  page: 'Veranstaltung',
  loading: 'Veranstaltung wird geladen',
  allEvents: 'Alle Veranstaltungen',
  when: 'Wann',
  where: 'Wo',
  price: 'Preis',
  freePlaces: 'Freie Plätze',
  yourTime: (time) => `Ihre Zeit: ${time}`,
  freeOf: (free, all, strong) => rich`${strong(free)} von ${all} frei`,
  looking: (n) =>
    plural(n, { one: '# Person sieht sich das an', other: '# Personen sehen sich das gerade an' }),
  aboutLabel: 'Über diese Veranstaltung',
  about: 'Worum es geht',
  venue: 'Spielstätte',
  goodToKnow: 'Gut zu wissen',
  holdRule: (minutes) =>
    plural(minutes, {
      one: 'Reservierte Plätze gehören eine Minute lang nur Ihnen, während Sie buchen. So lange kann sie niemand anders nehmen.',
      other:
        'Reservierte Plätze gehören # Minuten lang nur Ihnen, während Sie buchen. So lange kann sie niemand anders nehmen.',
    }),
  notOnSale: {
    closed: {
      title: 'Der Verkauf ist beendet',
      text: 'Für diese Veranstaltung werden hier keine Tickets mehr verkauft.',
    },
    past: {
      title: 'Diese Veranstaltung ist vorbei',
      text: 'Wenn Sie dabei waren, finden Sie Ihre Tickets unter „Meine Buchungen“.',
    },
    cancelled: {
      title: 'Diese Veranstaltung wurde abgesagt',
      text: 'Wenn Sie Tickets hatten, sehen Sie unter „Meine Buchungen“, was mit Ihrem Geld geschieht.',
    },
    draft: { title: 'Noch nicht veröffentlicht', text: 'Diese Seite sieht nur der Veranstalter.' },
  },
  otherEvents: 'Andere Veranstaltungen',
  notOpen: {
    title: 'Der Verkauf hat noch nicht begonnen',
    text: 'Wann er beginnt, hat der Veranstalter noch nicht mitgeteilt.',
  },
  opensIn: 'Der Verkauf startet in',
  opensAt: (moment) =>
    `${moment}. Bleiben Sie hier: Die Seite öffnet von selbst, Sie müssen nichts neu laden.`,
  allTaken: {
    title: 'Im Moment ist jeder Platz reserviert oder verkauft',
    text: 'Reservierte Plätze werden wieder frei, wenn jemandem die Zeit ausgeht. Bleiben Sie hier: Was frei wird, erscheint sofort im Saalplan.',
  },
  mapFailed: 'Der Saalplan konnte nicht geladen werden',
  noSuch: {
    page: 'Veranstaltung nicht gefunden',
    title: 'Diese Veranstaltung gibt es nicht',
    text: 'Vielleicht wurde sie entfernt, oder die Adresse ist vertippt.',
  },
}
