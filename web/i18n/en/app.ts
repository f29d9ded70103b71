/** The frame around every page, and the parts that all pages are made of. */
export const app = {
  language: 'Language',
  languageFailed: 'This language could not be loaded',
  checkConnection: 'Check the connection and try again.',
}
