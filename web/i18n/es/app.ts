import type { Texts } from '../catalog.ts'

export const app: Texts['app'] = {
  language: 'Idioma',
  languageFailed: 'No se ha podido cargar este idioma',
  checkConnection: 'Comprueba la conexión y vuelve a intentarlo.',
}
