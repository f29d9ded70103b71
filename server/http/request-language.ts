import type { FastifyRequest } from 'fastify'
import { cookieValue } from '../accounts/cookies.ts'
import { type Language, languageOf, preferredLanguage, usualLanguage } from '../language/languages.ts'

/** What the visitor chose in the shop is kept in a cookie (web/i18n/choose-language.ts). */
const LANGUAGE_COOKIE = 'fh_lang'

/** The language to write in for whoever sends this request: their choice, else what their browser prefers. */
export function requestLanguage({ raw }: Pick<FastifyRequest, 'raw'>): Language {
  const { cookie } = raw.headers
  const chosen = cookie === undefined ? undefined : cookieValue(cookie, LANGUAGE_COOKIE)
  return (
    (chosen === undefined ? null : languageOf(chosen)) ??
    preferredLanguage(raw.headers['accept-language'] ?? '') ??
    usualLanguage
  )
}
