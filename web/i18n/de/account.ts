import type { Texts } from '../catalog.ts'
import { number, plural, rich } from '../words.ts'

export const account: Texts['account'] = {
  page: 'Konto',
  failed: 'Ihr Konto konnte nicht geladen werden',
  saved: 'Gespeichert',
  save: 'Speichern',
  yours: 'Ihr Konto',
  profile: 'Profil',
  bookings: 'Buchungen',
  bookingsText: 'Tickets, Kalendereinträge und Stornierungen finden Sie unter Ihren Buchungen.',
  signOut: 'Abmelden',
  signOutText: 'Handy verloren oder einen fremden Computer benutzt? Melden Sie sich überall auf einmal ab.',
  signOutEverywhere: 'Überall abmelden',
  everywhere: {
    title: 'Überall abmelden?',
    stay: 'Angemeldet bleiben',
    text: 'Jedes Handy und jeder Browser, der bei diesem Konto angemeldet ist, muss sich neu anmelden, auch dieser hier. Ihre Buchungen bleiben.',
  },
  signIn: {
    page: 'Anmelden',
    title: 'Willkommen zurück',
    lead: 'Plätze, die Sie reserviert, und Buchungen, die Sie als Gast gemacht haben, kommen mit.',
    toSignUp: (link) => rich`Neu hier? ${link('Konto anlegen')}`,
    forgot: 'Passwort vergessen?',
    submit: 'Anmelden',
  },
  signUp: {
    title: 'Konto anlegen',
    lead: 'Zum Buchen nicht nötig. Mit einem Konto haben Sie Ihre Tickets auf jedem Gerät, und das Formular füllt sich beim nächsten Mal von selbst.',
    toSignIn: (link) => rich`Sie haben schon eines? ${link('Anmelden')}`,
    submit: 'Konto anlegen',
  },
  keep: {
    title: 'Tickets aufbewahren',
    text: (email, strong) =>
      rich`Wählen Sie ein Passwort, und ${strong(email)} wird Ihr Konto. Ihre Buchungen sind dann auf jedem Gerät, auf dem Sie sich anmelden.`,
    textWithout: 'Mit einem Konto haben Sie sie auf jedem Gerät, auf dem Sie sich anmelden.',
    done: { title: 'Ihr Konto ist bereit', text: 'Diese Buchung gehört dazu.' },
  },
  forgot: {
    title: 'Passwort zurücksetzen',
    lead: 'Nennen Sie uns die E-Mail-Adresse Ihres Kontos; wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort wählen.',
    back: 'Zurück zur Anmeldung',
    submit: 'Link schicken',
    sent: 'Sehen Sie in Ihr Postfach',
    sentText: (email, strong) =>
      rich`Wenn es für ${strong(email)} ein Konto gibt, ist ein Link unterwegs. Er gilt eine Stunde. Nichts angekommen? Sehen Sie im Spam-Ordner nach.`,
  },
  reset: {
    title: 'Neues Passwort wählen',
    submit: 'Passwort speichern',
    done: { title: 'Passwort geändert', text: 'Melden Sie sich mit dem neuen an.' },
    incomplete: {
      title: 'Dieser Link ist unvollständig',
      text: 'Vielleicht hat ihn das Mailprogramm abgeschnitten, oder er wurde schon benutzt.',
      action: 'Neuen Link anfordern',
    },
  },
  name: 'Vor- und Nachname',
  email: 'E-Mail',
  phone: 'Telefon',
  phoneHint: 'Freiwillig. Nur für den Fall, dass sich eine Veranstaltung kurzfristig ändert.',
  password: 'Passwort',
  newPassword: 'Neues Passwort',
  newPasswordHint: (n) =>
    `Mindestens ${number(n)} Zeichen. Ein paar Wörter hintereinander merken sich leicht.`,
  errors: {
    noName: 'Bitte geben Sie Ihren Namen ein.',
    wrongEmail: 'Bitte geben Sie eine E-Mail-Adresse ein, etwa name@example.com.',
    wrongPhone: 'Bitte geben Sie eine Telefonnummer ein, etwa +49 30 1234567, oder lassen Sie das Feld leer.',
    noPassword: 'Bitte geben Sie ein Passwort ein.',
    shortPassword: (n) => plural(n, { other: 'Bitte verwenden Sie mindestens # Zeichen.' }),
    longPassword: (n) => plural(n, { other: 'Bitte verwenden Sie höchstens # Zeichen.' }),
  },
  refusals: {
    noMatch:
      'E-Mail und Passwort passen nicht zusammen. Prüfen Sie beides, oder setzen Sie das Passwort zurück.',
    emailTaken: 'Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich stattdessen an.',
    wrongEmail: 'Das sieht nicht nach einer E-Mail-Adresse aus.',
    shortPassword: 'Das Passwort ist zu kurz. Wählen Sie ein längeres.',
    longPassword: 'Das Passwort ist zu lang. Wählen Sie ein kürzeres.',
    badPassword: 'Dieses Passwort ist nicht möglich. Wählen Sie ein anderes.',
    oldLink: 'Dieser Link wurde schon benutzt oder ist zu alt. Fordern Sie einen neuen an.',
    unreachable:
      'Der Server war nicht zu erreichen. Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    tooOften:
      'Zu viele Versuche in kurzer Zeit. Warten Sie eine Minute und versuchen Sie es dann noch einmal.',
    signedOut: 'Sie sind abgemeldet. Melden Sie sich wieder an.',
    other: 'Das hat nicht geklappt. Versuchen Sie es gleich noch einmal.',
  },
  lab: {
    title: 'Das Labor',
    text: 'Lassen Sie eine erfundene Menge ein Haus stürmen und sehen Sie zu, wie nichts doppelt verkauft wird.',
    open: 'Labor öffnen',
  },
}
