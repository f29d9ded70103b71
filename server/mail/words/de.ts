import { formatsFor } from '../../language/formats.ts'
import type { Words } from './words.ts'

const { plural } = formatsFor('de')

export const de: Words = {
  labels: {
    event: 'Veranstaltung',
    when: 'Wann',
    where: 'Wo',
    order: 'Bestellnummer',
    seats: 'Plätze',
    total: 'Summe',
    refund: 'Erstattung',
    amount: 'Betrag',
    before: 'Bisher',
    now: 'Jetzt',
    until: 'Reserviert bis',
    goesTo: 'Geht an',
  },
  dayAndTime: (day, time) => `${day}, ${time} Uhr`,
  free: 'Kostenlos',
  hello: (name) => `Guten Tag ${name},`,
  organiserSays: (note) => `Der Veranstalter schreibt: ${note}`,
  openOrder: 'Zur Bestellung',
  openEvent: 'Zur Veranstaltung',
  ticketsTitle: (n) => plural(n, { one: 'Ihr Ticket', other: 'Ihre # Tickets' }),
  codeAlt: (seat) => `QR-Code des Tickets für ${seat}`,
  moreAttached: (n) =>
    plural(n, {
      one: 'Ein weiteres Ticket ist in der angehängten Datei.',
      other: '# weitere Tickets sind in der angehängten Datei.',
    }),
  moreInOrder: (n) =>
    plural(n, {
      one: 'Ein weiteres Ticket finden Sie in Ihrer Bestellung.',
      other: '# weitere Tickets finden Sie in Ihrer Bestellung.',
    }),
  showTicket:
    'Zeigen Sie den Code am Einlass vor, auf dem Handy oder auf Papier. Jeder Code lässt eine Person ein, einmal.',
  arrival:
    'Das Geld geht auf dem Weg zurück, auf dem bezahlt wurde. Je nach Bank dauert das meist 5 bis 10 Tage.',
  nothingToDo: 'Sie müssen nichts weiter tun.',
  because: {
    order: 'Sie erhalten diese E-Mail, weil Sie bei Fullhouse Plätze bestellt haben.',
    ticket: 'Sie erhalten diese E-Mail, weil bei Fullhouse ein Ticket an Sie weitergegeben wurde.',
    waitlist: 'Sie erhalten diese E-Mail, weil Sie bei Fullhouse auf einer Warteliste stehen.',
    account: 'Sie erhalten diese E-Mail, weil sie bei Fullhouse mit Ihrer Adresse angefordert wurde.',
  },
  answers: (organiser) => `Fragen? Antworten Sie auf diese E-Mail: ${organiser} liest sie.`,
  noReminders: 'Dies ist die einzige Erinnerung zu dieser Bestellung.',

  confirmation: {
    subject: (event) => `Ihre Tickets: ${event}`,
    preheader: (when, where) => `${when}, ${where}. Ihre Tickets sind in dieser E-Mail.`,
    heading: 'Ihre Plätze sind Ihnen sicher',
    text: 'vielen Dank für Ihre Bestellung. Die folgenden Plätze gehören Ihnen und niemandem sonst.',
  },
  reminder: {
    subject: (event) => `Bald ist es so weit: ${event}`,
    preheader: (when, where) => `${when}, ${where}.`,
    heading: 'Bald ist es so weit',
    text: 'Ihre Veranstaltung beginnt bald. Hier ist alles, was Sie brauchen.',
  },
  cancellation: {
    subject: (event) => `Storniert: Ihre Bestellung für ${event}`,
    subjectPart: (event) => `Ein Teil Ihrer Bestellung ist storniert: ${event}`,
    preheader: (number) => `Bestellung ${number}.`,
    heading: 'Ihre Bestellung ist storniert',
    headingPart: 'Ein Teil Ihrer Bestellung ist storniert',
    text: 'hiermit bestätigen wir, dass die folgenden Plätze storniert sind. Ihre Tickets dafür sind nicht mehr gültig.',
    rest: 'Ihre übrigen Tickets bleiben gültig.',
    noRefund: 'Es gibt nichts zurückzuzahlen.',
  },
  refund: {
    subject: (amount, event) => `Erstattung von ${amount}: ${event}`,
    preheader: (amount) => `${amount} sind auf dem Weg zu Ihnen.`,
    heading: 'Ihr Geld ist auf dem Rückweg',
    reasons: {
      1: 'Ihre Zahlung kam an, als die Bestellung schon storniert war. Sie erhalten sie zurück.',
      2: 'Ihre Zahlung kam an, als die Plätze nicht mehr frei waren. Sie erhalten alles zurück.',
      3: 'diese Bestellung wurde zweimal bezahlt. Sie erhalten die zweite Zahlung zurück; Ihre Tickets bleiben gültig.',
      7: 'der gezahlte Betrag ist nicht der Preis der Bestellung. Sie erhalten ihn zurück.',
      4: 'der Veranstalter gibt Ihnen Geld zurück.',
      5: 'die Veranstaltung findet nicht statt, deshalb erhalten Sie Ihr Geld zurück.',
      6: 'Geld aus dieser Bestellung wird Ihnen zurückgezahlt.',
    },
  },
  lateRefund: {
    subject: (event) => `Keine Tickets, Geld zurück: ${event}`,
    preheader: (amount) => `Ihre Zahlung von ${amount} kam zu spät.`,
    heading: 'Ihre Zahlung kam zu spät',
    what: 'Ihre Plätze waren für Sie reserviert, bis die Zeit zum Bezahlen vorbei war. Ihre Zahlung kam danach an, und da hatten schon andere die Plätze. Das tut uns leid.',
    charged: (amount) =>
      `Sie erhalten die vollen ${amount} zurück. Wir haben die Erstattung schon angestoßen.`,
    notCharged: (amount) =>
      `Es wurde nichts abgebucht. Die ${amount}, die Ihre Bank vorgemerkt hatte, sind wieder frei.`,
    released: 'Bis Ihre Bank das anzeigt, können einige Tage vergehen.',
    again: 'Vielleicht sind noch andere Plätze frei:',
  },
  seatsReplaced: {
    subject: (event) => `Ihre Tickets, auf anderen Plätzen: ${event}`,
    preheader: (places) => `Ihre neuen Plätze: ${places}.`,
    heading: 'Sie haben Tickets, auf anderen Plätzen',
    text: 'Ihre Zahlung kam an, als Ihre Plätze vergeben waren. Wie vereinbart haben Sie andere bekommen, in derselben Kategorie und zum selben Preis.',
  },
  captureFailed: {
    subject: (event) => `Nicht bezahlt, nichts abgebucht: ${event}`,
    preheader: 'Ihre Bestellung ist storniert, und es wurde nichts abgebucht.',
    heading: 'Ihre Zahlung ist gescheitert',
    text: 'Ihre Bank hatte dieser Zahlung zugestimmt und sie dann nicht ausgeführt. Ihre Bestellung ist storniert, ihre Tickets sind nicht mehr gültig.',
    notCharged: 'Es wurde nichts abgebucht.',
    again: 'Wenn Sie noch kommen möchten, bestellen Sie bitte neu, vielleicht mit einer anderen Karte:',
  },
  transfer: {
    subject: (from, event) => `${from} hat ein Ticket für Sie: ${event}`,
    preheader: (when, where) => `${when}, ${where}.`,
    heading: (from) => `${from} hat Ihnen ein Ticket weitergegeben`,
    text: 'dieses Ticket ist für Sie. Folgen Sie dem Link, um es anzunehmen: Es hat einen neuen Code, und der frühere ist nicht mehr gültig.',
    take: 'Ticket annehmen',
    keep: 'Geben Sie diese E-Mail nicht weiter: Wer den Link hat, kann das Ticket annehmen.',
  },
  transferNotice: {
    subject: (to, event) => `Weitergegeben an ${to}: ${event}`,
    preheader: 'Ihr alter Code ist nicht mehr gültig.',
    heading: 'Ihr Ticket ist weitergegeben',
    text: 'wie gewünscht gehört dieses Ticket jetzt jemand anderem; es wurde per E-Mail zugestellt. Ihr alter Code öffnet keine Tür mehr.',
    notYou: 'Wenn Sie das nicht waren, antworten Sie bitte sofort auf diese E-Mail.',
  },
  waitlistOffer: {
    subject: (event) => `Plätze für Sie: ${event}`,
    preheader: (until) => `Für Sie reserviert bis ${until}.`,
    heading: 'Es gibt Plätze für Sie',
    text: (n) =>
      plural(n, {
        one: 'ein Platz ist frei geworden, und Sie sind auf der Warteliste an der Reihe.',
        other: '# Plätze sind frei geworden, und Sie sind auf der Warteliste an der Reihe.',
      }),
    deadline: (until) => `Reserviert sind sie bis ${until}. Danach gehen sie an die Nächsten.`,
    take: 'Plätze nehmen',
  },
  waitlistPromoted: {
    subject: (event) => `Von der Warteliste nachgerückt: ${event}`,
    preheader: (when, where) => `${when}, ${where}. Ihre Tickets sind in dieser E-Mail.`,
    heading: 'Sie haben Plätze bekommen',
    text: 'jemand hat Plätze zurückgegeben, und Sie waren an der Reihe. Sie gehören jetzt Ihnen.',
    notComing:
      'Wenn Sie nicht kommen können, stornieren Sie bitte in der Bestellung, damit die Nächsten nachrücken.',
  },
  eventChanged: {
    subject: (event) => `Geändert: ${event}`,
    preheader: (when, where) => `Jetzt ${when}, ${where}.`,
    heading: 'Ihre Veranstaltung hat sich geändert',
    text: 'der Veranstalter hat etwas geändert. Ihre Tickets bleiben gültig, und ihre Codes bleiben dieselben.',
  },
  eventCancelled: {
    subject: (event) => `Abgesagt: ${event}`,
    preheader: 'Die Veranstaltung findet nicht statt.',
    heading: 'Die Veranstaltung findet nicht statt',
    text: 'es tut uns leid: Der Veranstalter hat abgesagt. Ihre Tickets sind nicht mehr gültig.',
  },
  passwordReset: {
    subject: 'Ein neues Passwort für Fullhouse',
    preheader: 'Wählen Sie es innerhalb einer Stunde.',
    heading: 'Neues Passwort wählen',
    text: 'jemand, wahrscheinlich Sie, hat ein neues Passwort angefordert. Wählen Sie es innerhalb einer Stunde:',
    button: 'Passwort wählen',
    notYou: 'Wenn Sie das nicht waren, ignorieren Sie diese E-Mail: Es hat sich nichts geändert.',
  },
}
