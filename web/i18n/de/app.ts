import type { Texts } from '../catalog.ts'

export const app: Texts['app'] = {
  language: 'Sprache',
  languageFailed: 'Diese Sprache konnte nicht geladen werden',
  checkConnection: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
}
