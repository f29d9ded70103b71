import type { Texts } from '../catalog.ts'
import { number, plural, rich } from '../words.ts'

export const checkout: Texts['checkout'] = {
  page: 'Kasse',
  steps: {
    seats: 'Plätze',
    details: 'Ihre Angaben',
    payment: 'Zahlung',
    tickets: 'Tickets',
    done: 'erledigt',
  },
  yourDetails: 'Ihre Angaben',
  guest: (link) =>
    rich`Sie buchen als Gast. ${link('Melden Sie sich an')}, wenn Sie ein Konto haben; Ihre Plätze kommen mit.`,
  toPayment: 'Weiter zur Zahlung',
  othersWillDo: {
    label: 'Andere Plätze sind auch recht',
    hint: 'Nur falls Ihre Zahlung kommt, wenn Ihre Zeit um und diese weg sind: ebenso viele der gleichen Kategorien zum gleichen Preis. Sonst bekommen Sie Ihr Geld zurück.',
  },
  bookFree: 'Jetzt kostenlos buchen',
  backToEvent: 'Zurück zur Veranstaltung',
  released: { title: 'Sie haben diese Plätze zurückgegeben', text: 'Sie sind wieder für alle frei.' },
  expired: {
    title: 'Die Zeit ist abgelaufen',
    text: 'Ihre Plätze waren für begrenzte Zeit reserviert, damit niemand vergeblich wartet. Es wurde nichts abgebucht. Vielleicht sind sie noch frei.',
  },
  chooseAgain: 'Noch einmal wählen',
  noSuch: {
    title: 'Diese Reservierung gibt es nicht',
    text: 'Vielleicht ist sie längst vorbei, oder sie wurde auf einem anderen Gerät oder in einem anderen Browser gemacht.',
  },
  yourOrder: 'Ihre Bestellung',
  total: (places, n) => rich`Summe ${places(plural(n, { one: '· # Platz', other: '· # Plätze' }))}`,
  totalShort: 'Summe',
  times: (n, place) => `${number(n)} × ${place}`,
  name: 'Vor- und Nachname',
  email: 'E-Mail',
  emailHint: 'Nur für Nachrichten zu dieser Buchung. Für nichts anderes.',
  errors: {
    noName: 'Bitte geben Sie Ihren Namen ein; er steht auf den Tickets.',
    longName: (n) => `Bitte kürzen Sie den Namen auf ${number(n)} Zeichen.`,
    noEmail: 'Bitte geben Sie Ihre E-Mail-Adresse ein, falls sich etwas an der Veranstaltung ändert.',
    wrongEmail: 'Das sieht nicht nach einer E-Mail-Adresse aus. Sie sollte etwa so lauten: name@example.com.',
    nameRefused: 'Dieser Name ist so nicht möglich. Bitte prüfen Sie ihn.',
  },
  payment: 'Zahlung',
  playMoney: 'Spielgeld: Es wird nichts abgebucht',
  testCard: 'Testkarte',
  cards: {
    succeed: { name: 'Gedeckte Karte', note: 'Die Zahlung gelingt' },
    decline: { name: 'Karte ohne Deckung', note: 'Die Bank lehnt ab' },
    challenge: { name: 'Karte mit Rückfrage', note: 'Die Bank will wissen, ob Sie es sind' },
    slow: { name: 'Langsame Bank', note: 'Sie antwortet nach einigen Sekunden' },
    late: { name: 'Verspätete Bank', note: 'Sie antwortet, wenn Ihre Zeit um ist' },
    webhook_first: { name: 'Schneller Bote', note: 'Wir erfahren es vor dieser Seite' },
    webhook_twice: { name: 'Bote, der zweimal kommt', note: 'Wir erfahren es doppelt' },
    webhook_lost: { name: 'Bote, der verloren geht', note: 'Niemand sagt es uns, wir fragen nach' },
  },
  demo: {
    choose: 'Was Ihre Bank tut',
    more: 'Störung in der Leitung',
    challenge: {
      title: 'Ihre Bank fragt: Sind Sie das?',
      text: 'Eine echte Bank würde hier ihre eigene Seite zeigen (3-D Secure). Abgebucht wurde noch nichts.',
      yes: 'Ja, das bin ich',
      no: 'Nein, Zahlung anhalten',
    },
    waiting: {
      title: 'Ihre Bank bearbeitet die Zahlung',
      text: 'Sie können diese Seite verlassen: Es geht nichts verloren, wir fragen weiter nach.',
    },
  },
  pay: (total) => `${total} bezahlen`,
  paid: 'Bezahlt. Ihre Tickets sind da.',
  onItsWay: 'Die Zahlung ist unterwegs',
  handledBy: (provider) =>
    `Die Zahlung läuft über ${provider}. Sobald sie eingegangen ist, stehen Ihre Tickets auf dieser Seite.`,
  theOrganiser: 'den Veranstalter',
}
