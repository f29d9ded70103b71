import { type Language, languageOf, languages } from './languages.ts'
import { speak } from './texts.ts'

/** `public/before-paint.js` reads the same key before the first paint. */
const STORAGE_KEY = 'fullhouse.language'
/** Mails, PDF files and the head of a page are written by the server, which has only this to go by. */
const COOKIE = 'fh_lang'
const YEAR_SECONDS = 365 * 24 * 3600

/**
 * Speaks the language that `before-paint.js` has chosen: the address's, the remembered one, or the browser's. One that
 * the address asks for is remembered from then on, and leaves the address, so that a link handed on does not carry it.
 */
export async function speakFirstLanguage(): Promise<void> {
  const chosen = languageOf(document.documentElement.lang) ?? languages[0]
  const address = new URL(location.href)
  const asked = languageOf(address.searchParams.get('lang') ?? '') !== null
  // Written again each time: a browser may forget after a week what a script has kept.
  if (asked || isRemembered()) remember(chosen)
  if (address.searchParams.has('lang')) {
    address.searchParams.delete('lang')
    history.replaceState(history.state, '', address)
  }
  await speakFirstOf([chosen, ...languages.filter((language) => language !== chosen)])
}

/** Without a network there are only the languages that were used before; any of them is better than a blank page. */
async function speakFirstOf([language, ...others]: Language[]): Promise<void> {
  if (language === undefined) throw new Error('The texts of the shop could not be loaded in any language')
  try {
    await speak(language)
    document.documentElement.lang = language
  } catch {
    await speakFirstOf(others)
  }
}

/** The visitor has chosen: everything on the page changes, nothing on it is lost. */
export async function chooseLanguage(language: Language): Promise<void> {
  await speak(language)
  document.documentElement.lang = language
  remember(language)
}

function remember(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers, and on pages without TLS.
  document.cookie = `${COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=${YEAR_SECONDS}`
  try {
    localStorage.setItem(STORAGE_KEY, language)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

function isRemembered(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== null
  } catch {
    return false
  }
}
