import type { Texts } from '../catalog.ts'
import { rich } from '../words.ts'

export const app: Texts['app'] = {
  title: (page) => `${page} · Fullhouse`,
  skip: 'Zum Inhalt springen',
  mainNavigation: 'Hauptmenü',
  myBookings: 'Meine Buchungen',
  account: 'Konto',
  signIn: 'Anmelden',
  promise: (name) =>
    rich`${name('Fullhouse.')} Jeder Platz verkauft, keiner doppelt. Was Sie hier sehen, ändert sich in dem Moment, in dem sich ein Platz ändert.`,
  api: 'API',
  language: 'Sprache',
  languageFailed: 'Diese Sprache konnte nicht geladen werden',
  checkConnection: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
  theme: 'Darstellung',
  themes: { system: 'Wie das Gerät', dark: 'Dunkel', light: 'Hell' },
  otherTheme: { dark: 'Zur dunklen Darstellung wechseln', light: 'Zur hellen Darstellung wechseln' },
  messages: 'Meldungen',
  dismiss: 'Ausblenden',
  close: 'Schließen',
  fewer: 'Weniger',
  more: 'Mehr',
  showPassword: 'Passwort anzeigen',
  hidePassword: 'Passwort verbergen',
  tryAgain: 'Noch einmal versuchen',
  loading: 'Wird geladen',
  seeAllEvents: 'Alle Veranstaltungen',
  newVersion: 'Eine neue Version des Shops ist bereit.',
  update: 'Aktualisieren',
  notFound: {
    page: 'Seite nicht gefunden',
    title: 'Diese Seite gibt es nicht',
    text: 'Vielleicht ist die Adresse vertippt, oder die Seite wurde entfernt. Ihre Buchungen sind davon nicht betroffen.',
  },
  broken: {
    page: 'Etwas ist schiefgegangen',
    title: 'Diese Seite konnte nicht angezeigt werden',
    text: 'Vielleicht ist die Verbindung abgebrochen, oder der Shop wurde gerade erneuert. Was Sie reserviert und gebucht haben, ist sicher.',
    reload: 'Neu laden',
    retry: 'Ohne Neuladen versuchen',
  },
}
