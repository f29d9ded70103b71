import type { Texts } from '../catalog.ts'
import { pick, plural } from '../words.ts'

export const refusals: Texts['refusals'] = {
  seatsTaken: {
    title: (n) =>
      plural(n, {
        one: 'Bei diesem Platz war jemand schneller',
        other: 'Bei diesen Plätzen war jemand schneller',
      }),
    text: (seats, n) =>
      pick(n, {
        one: `${seats} ist schon reserviert oder verkauft; wir haben den Platz aus Ihrer Auswahl genommen. Ihre anderen Plätze sind noch ausgewählt.`,
        other: `${seats} sind schon reserviert oder verkauft; wir haben die Plätze aus Ihrer Auswahl genommen. Ihre anderen Plätze sind noch ausgewählt.`,
      }),
  },
  soldOut: {
    title: 'Im Moment ist nichts frei',
    text: 'Jeder Platz, der zu Ihrem Wunsch passt, ist reserviert oder verkauft. Reservierte Plätze werden wieder frei, wenn jemandem die Zeit ausgeht; es lohnt sich also, noch einmal nachzusehen.',
  },
  notEnough: {
    title: (n) => plural(n, { one: 'Nur noch # Platz frei', other: 'Nur noch # Plätze frei' }),
    text: 'Das sind weniger, als Sie wollten. Wählen Sie weniger, oder sehen Sie in einer anderen Kategorie nach.',
  },
  notAdjacent: {
    title: 'Keine Plätze nebeneinander',
    text: 'Es gibt genug freie Plätze, aber nicht nebeneinander. Versuchen Sie es getrennt, in einer anderen Kategorie oder mit weniger Personen.',
  },
  notSoldOut: {
    title: 'Es ist doch etwas frei',
    text: 'Gerade ist etwas frei geworden, das zu Ihrem Wunsch passt. Buchen Sie es jetzt, Sie müssen nicht warten.',
  },
  alreadyWaiting: {
    title: 'Sie warten schon',
    text: 'Sie haben schon einen Platz auf dieser Warteliste. Er steht unter „Meine Buchungen“.',
  },
  waitlistClosed: {
    title: 'Es gibt keine Warteliste',
    text: 'Diese Veranstaltung hat keine, oder sie ist voll.',
  },
  limit: {
    title: (n) => plural(n, { one: 'Höchstens # Platz', other: 'Höchstens # Plätze' }),
    text: 'Bei dieser Veranstaltung ist begrenzt, wie viele Plätze eine Buchung oder eine Person haben kann; was Sie schon reserviert oder gebucht haben, zählt mit.',
  },
  notOnSale: {
    title: 'Nicht im Verkauf',
    opens: (moment) => `Der Verkauf beginnt am ${moment}. Diese Seite sagt Ihnen, wenn es so weit ist.`,
    text: 'Tickets für diese Veranstaltung werden zurzeit nicht verkauft.',
  },
  unknownSeats: {
    title: 'Der Saalplan hat sich geändert',
    text: (seats, n) =>
      pick(n, {
        one: `${seats} gehört nicht mehr zu dieser Veranstaltung. Laden Sie die Seite neu, um den neuen Plan zu sehen.`,
        other: `${seats} gehören nicht mehr zu dieser Veranstaltung. Laden Sie die Seite neu, um den neuen Plan zu sehen.`,
      }),
  },
  holdExpired: {
    title: 'Die Zeit ist abgelaufen',
    text: 'Ihre Plätze waren für begrenzte Zeit reserviert, und die ist vorbei. Vielleicht sind sie noch frei: Wählen Sie sie noch einmal.',
  },
  holdEnded: {
    title: 'Diese Reservierung ist beendet',
    text: 'Sie wurde zurückgegeben oder ist schon eine Buchung geworden. Sehen Sie in Ihren Buchungen nach, bevor Sie noch einmal wählen.',
  },
  notExtendable: {
    title: 'Mehr Zeit ist nicht möglich',
    text: 'Für diese Reservierung bleibt es bei der Zeit, die sie hat. Buchen Sie, bevor sie abläuft.',
  },
  notCancellable: {
    title: 'Diese Buchung lässt sich nicht stornieren',
    text: 'Sie ist schon beendet, oder die Veranstaltung hat begonnen.',
  },
  declined: {
    title: 'Die Zahlung wurde abgelehnt',
    text: 'Es wurde nichts abgebucht. Ihre Plätze gehören weiter Ihnen, bis die Zeit abläuft: Versuchen Sie es noch einmal, oder bezahlen Sie anders.',
  },
  alreadyPaid: {
    title: 'Schon bezahlt',
    text: 'Diese Bestellung ist schon bezahlt. Sehen Sie in Ihren Buchungen nach.',
  },
  refundTooLarge: {
    title: 'Mehr, als bezahlt wurde',
    text: 'Wählen Sie einen kleineren Betrag.',
  },
  invalid: {
    title: 'Etwas fehlt oder stimmt nicht',
    text: 'Prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
  },
  notFound: {
    title: 'Nicht gefunden',
    text: 'Das gibt es nicht, oder es gehört jemand anderem. Wenn es Ihnen gehört, melden Sie sich mit dem Konto an, mit dem es angelegt wurde.',
  },
  unauthenticated: { title: 'Bitte melden Sie sich an', text: 'Dafür brauchen Sie ein Konto.' },
  forbidden: { title: 'Nicht erlaubt', text: 'Ihr Konto darf das nicht.' },
  forbiddenOrigin: {
    title: 'Zu Ihrer Sicherheit gesperrt',
    text: 'Die Anfrage kam nicht von dieser Seite. Laden Sie die Seite neu, von ihrer eigenen Adresse.',
  },
  queue: {
    title: 'Es gibt einen Wartebereich',
    text: 'So viele Menschen sind hier, dass sie der Reihe nach hereinkommen. Laden Sie die Seite neu, um sich anzustellen.',
  },
  tooFast: {
    title: 'Etwas zu schnell',
    text: (seconds) =>
      plural(seconds, {
        one: 'Bitte warten Sie # Sekunde und versuchen Sie es dann noch einmal.',
        other: 'Bitte warten Sie # Sekunden und versuchen Sie es dann noch einmal.',
      }),
  },
  unavailable: {
    title: 'Der Andrang ist gerade zu groß',
    text: 'Es wurde nichts gebucht, und nichts ging verloren. Versuchen Sie es gleich noch einmal.',
  },
  keyReused: {
    title: 'Das wurde schon einmal gesendet, aber anders',
    text: 'Zur Sicherheit haben wir es nicht zweimal getan. Sehen Sie in Ihren Buchungen nach und versuchen Sie es dann noch einmal.',
  },
  internal: {
    title: 'Bei uns ist etwas schiefgegangen',
    text: 'Der Fehler ist vermerkt. Versuchen Sie es noch einmal; falls Plätze gebucht wurden, finden Sie sie in Ihren Buchungen.',
  },
  notVerified: { title: 'Nicht angenommen', text: 'Die Nachricht ließ sich nicht überprüfen.' },
  notPossible: { title: 'Nicht möglich', text: 'Laden Sie die Seite neu.' },
  tooLarge: {
    title: 'Zu viel auf einmal',
    text: 'Wählen Sie weniger Plätze und versuchen Sie es noch einmal.',
  },
  seatsInUse: { title: 'Plätze sind vergeben', text: (seats) => `Reserviert oder verkauft: ${seats}.` },
  invalidPlan: { title: 'Der Saalplan hat Fehler', text: 'Prüfen Sie den Plan.' },
  labBusy: {
    title: 'Im Labor läuft gerade ein Versuch',
    text: 'Warten Sie, bis er zu Ende ist, oder halten Sie ihn an.',
  },
  addressTaken: { title: 'Diese Adresse ist vergeben', text: 'Wählen Sie eine andere.' },
  queueClosed: {
    title: 'Der Wartebereich ist geschlossen',
    opens: (moment) => `Er öffnet am ${moment}.`,
    text: 'Zurzeit wird niemand eingelassen.',
  },
  challenge: {
    title: 'Einen Moment',
    text: 'Laden Sie die Seite neu, damit wir Sie von einem Roboter unterscheiden können.',
  },
  invitation: {
    title: 'Nur mit Einladung',
    text: 'Der Wartebereich ist für alle offen, die einen Einladungscode mit freien Plätzen haben.',
  },
  notTransferable: {
    title: 'Dieses Ticket lässt sich nicht weitergeben',
    text: 'Es ist nicht mehr gültig oder wurde schon weitergegeben, die Veranstaltung hat begonnen, oder der Veranstalter erlaubt es nicht.',
  },
  namesFixed: {
    title: 'Namen lassen sich nicht mehr ändern',
    text: (moment) => `Ändern ließen sie sich bis ${moment}.`,
  },
  alreadyClaimed: {
    title: 'Dieses Ticket ist vergeben',
    text: 'Jemand hat es schon in sein Konto übernommen.',
  },
  nothingToSend: {
    title: 'Es gibt keine Tickets zu schicken',
    text: 'Diese Buchung ist nicht bestätigt.',
  },
  codeRequired: {
    title: 'Dafür brauchen Sie einen Code',
    text: (categories) => `Nur mit einem passenden Code buchbar: ${categories}.`,
  },
  invalidCode: {
    title: 'Dieser Code gilt hier nicht',
    reasons: {
      unknown: 'Wir kennen ihn nicht. Prüfen Sie ihn auf Tippfehler.',
      not_yet_valid: 'Er gilt noch nicht.',
      expired: 'Er ist abgelaufen.',
      not_for_presale: 'Er öffnet den Vorverkauf nicht.',
      not_for_these_seats: 'Er gilt nicht für diese Plätze. Wählen Sie andere.',
      not_combinable:
        'Ihre Plätze sind mit einem anderen Code reserviert, und die beiden lassen sich nicht verbinden.',
    },
  },
  codeUsedUp: {
    title: 'Dieser Code ist aufgebraucht',
    text: (n) =>
      n === 0
        ? 'Mit ihm gibt es keine weiteren Tickets.'
        : plural(n, {
            one: 'Mit ihm gibt es noch # Ticket.',
            other: 'Mit ihm gibt es noch # Tickets.',
          }),
  },
  priceChanged: {
    title: 'Der Preis hat sich geändert',
    text: (total) => `Die Bestellung kostet jetzt ${total}. Sehen Sie sie noch einmal an, bevor Sie buchen.`,
  },
  unreachable: {
    title: 'Keine Verbindung',
    text: 'Der Server war nicht zu erreichen. Nichts ist verloren: Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  },
}
