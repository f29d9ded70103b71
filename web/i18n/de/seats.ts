import type { Texts } from '../catalog.ts'
import { number, pick, plural } from '../words.ts'

export const seats: Texts['seats'] = {
  choosePlaces: 'Plätze auswählen',
  chooseSeats: 'Wählen Sie Ihre Plätze',
  getPlaces: 'Sichern Sie sich Plätze',
  howToChoose: 'Art der Auswahl',
  ways: { map: 'Plan', list: 'Liste', best: 'Beste Plätze', standing: 'Stehplätze' },
  connection: {
    live: { text: 'Live', hint: 'Jede Änderung erscheint sofort' },
    connecting: { text: 'Verbindung wird aufgebaut', hint: 'Die Plätze erscheinen gleich' },
    reconnecting: {
      text: 'Verbindung wird wiederhergestellt',
      hint: 'Was Sie sehen, kann kurz veraltet sein',
    },
    offline: { text: 'Offline', hint: 'Was Sie sehen, kann veraltet sein' },
  },
  loadingMap: 'Saalplan wird geladen',
  legend: 'So sehen die Plätze aus',
  inspected: {
    ownSold: 'Dieser Platz gehört Ihnen',
    ownHeld: 'Für Sie reserviert',
    held: 'Von jemand anderem reserviert',
    heldText: (seat) => `${seat}. Wird wieder frei, wenn er nicht gekauft wird.`,
    sold: 'Schon verkauft',
    blocked: 'Nicht im Verkauf',
  },
  locked: {
    title: 'Sie haben Plätze reserviert',
    text: 'Um andere zu wählen, ändern Sie diese oder geben Sie sie zurück.',
  },
  soldOut: 'ausverkauft',
  free: (n) => `${number(n)} frei`,
  where: 'Wo',
  anywhere: 'Überall',
  bestOfAll: 'die besten von allen',
  howMany: 'Wie viele',
  together: 'Nebeneinander sitzen',
  wheelchair: 'Rollstuhlplatz',
  wheelchairHint: 'Ein solcher Platz, die anderen daneben',
  reserveBest: (n) =>
    plural(n, { one: 'Besten Platz reservieren', other: 'Die besten # Plätze reservieren' }),
  inAll: (price) => `Zusammen ${price}.`,
  freeOfCharge: 'Kostenlos.',
  bestPromise: 'Sie sehen die Plätze im Saalplan, bevor Sie zahlen, und können sie zurückgeben.',
  lost: {
    title: (n) =>
      plural(n, {
        one: 'Bei diesem Platz war jemand schneller',
        other: 'Bei diesen Plätzen war jemand schneller',
      }),
    text: (seats, n) =>
      pick(n, {
        one: `${seats} wurde gerade vergeben.`,
        other: `${seats} wurden gerade vergeben.`,
      }),
    take: (seat) => `${seat} nehmen`,
    takeNearest: (n) =>
      plural(n, { one: 'Den nächsten Platz nehmen', other: 'Die # nächsten Plätze nehmen' }),
    chooseMyself: 'Selbst wählen',
  },
  lapsed: {
    title: 'Die Zeit ist abgelaufen',
    text: (n) =>
      plural(n, {
        one: 'Ihr Platz ist wieder für alle frei. Vielleicht hat ihn noch niemand genommen.',
        other: 'Ihre # Plätze sind wieder für alle frei. Vielleicht hat sie noch niemand genommen.',
      }),
    again: 'Noch einmal reservieren',
    others: 'Andere wählen',
  },
  sitApart: 'Getrennt sitzen',
  loadAgain: 'Neu laden',
  hints: {
    map: 'Wählen Sie Plätze im Saalplan.',
    list: 'Wählen Sie Plätze aus der Liste.',
    held: 'Vorerst Ihre.',
    heldText: 'Buchen Sie rechtzeitig, oder ändern Sie die Auswahl.',
  },
  limitReached: 'Sie haben Ihre Plätze',
  showMyTickets: 'Meine Tickets zeigen',
  limits: {
    perOrder: (n) =>
      plural(n, { one: 'Höchstens # Platz pro Buchung.', other: 'Bis zu # Plätze pro Buchung.' }),
    perPerson: (n) =>
      plural(n, { one: 'Höchstens # Platz pro Person.', other: 'Höchstens # Plätze pro Person.' }),
    both: (order, person) =>
      plural(order, {
        one: `Höchstens # Platz pro Buchung und ${number(person)} pro Person.`,
        other: `Bis zu # Plätze pro Buchung, höchstens ${number(person)} pro Person.`,
      }),
    full: 'Mehr Plätze können Sie nicht nehmen',
    owned: (owned, most) =>
      plural(owned, {
        one: `Sie haben schon # Platz. Pro Person sind höchstens ${number(most)} möglich.`,
        other: `Sie haben schon # Plätze. Pro Person sind höchstens ${number(most)} möglich.`,
      }),
    person: (n) =>
      plural(n, {
        one: 'Pro Person ist höchstens # Platz möglich.',
        other: 'Pro Person sind höchstens # Plätze möglich.',
      }),
    order: (n) =>
      plural(n, {
        one: 'Pro Buchung ist höchstens # Platz möglich.',
        other: 'Pro Buchung sind höchstens # Plätze möglich.',
      }),
  },
  reserved: (n, seats) =>
    pick(n, {
      one: `${number(n)} Platz für Sie reserviert: ${seats}`,
      other: `${number(n)} Plätze für Sie reserviert: ${seats}`,
    }),
  givenBack: { title: 'Zurückgegeben', text: 'Die Plätze sind wieder für alle frei.' },
  notGivenBack: { title: 'Das hat nicht geklappt', text: 'Die Plätze sind noch für Sie reserviert.' },
  reservedForYou: 'Für Sie reserviert',
  reservedFor: (time) => `Noch ${time} reserviert`,
  placesReservedFor: (n, time) =>
    plural(n, { one: `# Platz noch ${time} reserviert`, other: `# Plätze noch ${time} reserviert` }),
  continue: 'Weiter',
  payNow: 'Jetzt bezahlen',
  checkOut: 'Zur Kasse',
  changeSeats: 'Plätze ändern',
  giveBack: 'Zurückgeben',
  selectedSeats: 'Ausgewählte Plätze',
  selected: (n) => plural(n, { one: '# Platz ausgewählt', other: '# Plätze ausgewählt' }),
  reserveSeats: (n) => plural(n, { one: 'Platz reservieren', other: '# Plätze reservieren' }),
  reservePlaces: (n) => plural(n, { one: '# Platz reservieren', other: '# Plätze reservieren' }),
  reservePromise: 'Reservierte Plätze gehören nur Ihnen, während Sie buchen.',
  clearAll: 'Auswahl leeren',
  remove: (seat) => `${seat} entfernen`,
  showList: 'Liste zeigen',
  hideList: 'Liste verbergen',
  allGone: 'Ausverkauft',
  placesIn: (n, area) =>
    pick(n, { one: `${number(n)} Platz, ${area}`, other: `${number(n)} Plätze, ${area}` }),
}
