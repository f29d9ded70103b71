import type { Texts } from '../catalog.ts'
import { number, pick, plural, rich } from '../words.ts'

export const orders: Texts['orders'] = {
  page: 'Buchung',
  myBookings: 'Meine Buchungen',
  bookings: 'Buchungen',
  loading: 'Ihre Buchungen werden geladen',
  guest: (link) =>
    rich`Sie sind als Gast hier; diese Buchungen gibt es deshalb nur in diesem Browser. ${link('Melden Sie sich an')}, um sie überall zu haben.`,
  groups: {
    upcoming: {
      name: 'Kommende',
      empty: 'Noch nichts gebucht',
      text: 'Ihre Tickets erscheinen hier, sobald Sie buchen, mit oder ohne Konto.',
    },
    past: {
      name: 'Vergangene',
      empty: 'Keine vergangenen Veranstaltungen',
      text: 'Hier bleibt stehen, was Sie besucht haben.',
    },
    cancelled: {
      name: 'Stornierte',
      empty: 'Nichts storniert',
      text: 'Buchungen, die Sie zurückgeben, stehen hier.',
    },
  },
  findEvent: 'Veranstaltung finden',
  states: {
    awaiting_payment: 'Wartet auf Zahlung',
    confirmed: 'Bestätigt',
    cancelled: 'Storniert',
    expired: 'Nicht rechtzeitig bezahlt',
    refunded: 'Erstattet',
  },
  bookAgain: 'Noch einmal buchen',
  details: 'Einzelheiten',
  payNow: 'Jetzt bezahlen',
  showTickets: (n) => plural(n, { one: 'Ticket zeigen', other: 'Tickets zeigen' }),
  times: (n, place) => `${number(n)} × ${place}`,
  placesIn: (where, places) => `${where}: ${places}`,
  done: 'Sie sind dabei.',
  doneText: (n, order, buyer, strong) =>
    pick(n, {
      one: rich`Ihr Ticket finden Sie unten und unter „Meine Buchungen“. Buchung ${strong(order)}, für ${buyer}.`,
      other: rich`Ihre ${number(n)} Tickets finden Sie unten und unter „Meine Buchungen“. Buchung ${strong(order)}, für ${buyer}.`,
    }),
  addToCalendar: 'In den Kalender',
  calendarNote: (order) => `Buchung ${order}`,
  share: 'Teilen',
  shareText: (event) => `Ich gehe zu „${event}“. Komm doch mit!`,
  linkCopied: { title: 'Link kopiert', text: 'Er führt zur Veranstaltung, nicht zu Ihren Tickets.' },
  shareThis: 'Teilen Sie diese Adresse',
  cancelOrder: 'Bestellung stornieren',
  cancelBooking: 'Buchung stornieren',
  cancel: {
    title: 'Diese Buchung stornieren?',
    keep: 'Behalten',
    confirm: 'Buchung stornieren',
    text: (n, event, strong) =>
      pick(n, {
        one: rich`${number(n)} Platz für ${strong(event)} wird sofort für andere frei. Das lässt sich nicht rückgängig machen.`,
        other: rich`${number(n)} Plätze für ${strong(event)} werden sofort für andere frei. Das lässt sich nicht rückgängig machen.`,
      }),
    refund: (total) => `${total} werden erstattet, auf dem Weg, auf dem Sie bezahlt haben.`,
    notCharged: 'Es wurde nichts abgebucht, also gibt es nichts zu erstatten.',
    wasFree: 'Die Buchung war kostenlos, also gibt es nichts zu erstatten.',
    done: 'Buchung storniert',
  },
  ticket: (place) => `Ticket: ${place}`,
  showCode: 'Code groß zeigen, zum Scannen',
  notValid: 'Nicht mehr gültig',
  scan: 'Ticket zum Scannen',
  codeOf: (place) => `Code des Tickets ${place}`,
  previousTicket: 'Voriges Ticket',
  nextTicket: 'Nächstes Ticket',
  ticketOf: (n, all) => `${number(n)} von ${number(all)}`,
  cancelled: {
    title: 'Diese Buchung wurde storniert',
    text: 'Die Plätze wurden zurückgegeben, die Tickets sind nicht mehr gültig.',
  },
  late: {
    kept: {
      title: 'Ihr Geld kam im allerletzten Moment',
      text: 'Ihre Zeit war um, aber Ihre Plätze waren noch frei. Sie gehören Ihnen.',
    },
    replaced: {
      title: 'Sie haben andere Plätze',
      text: (from, to) =>
        `Ihr Geld kam, als Ihre Zeit um war und andere ${from} genommen hatten. Wie vereinbart haben Sie stattdessen ${to}: gleiche Kategorie, gleicher Preis.`,
    },
    gone: {
      title: 'Ihr Geld kam zu spät',
      text: 'Ihre Plätze waren da schon vergeben. Was abgebucht wurde, kommt von selbst zurück; war es nur reserviert, gibt Ihre Bank es frei.',
    },
  },
  expired: {
    title: 'Diese Bestellung wurde nicht rechtzeitig bezahlt',
    text: 'Die Plätze sind wieder im Verkauf, abgebucht wurde nichts.',
  },
  refunded: {
    title: 'Diese Buchung wurde erstattet',
    text: (total) =>
      `${total} gehen auf dem Weg zurück, auf dem Sie bezahlt haben. Die Tickets sind nicht mehr gültig.`,
  },
  notYours: {
    title: 'Diese Buchung können Sie nicht sehen',
    text: 'Buchungen sieht nur, wer sie gemacht hat. Melden Sie sich mit dem Konto an, mit dem gebucht wurde, oder öffnen Sie diese Seite in dem Browser, in dem Sie gebucht haben.',
  },
}
