import type { Language } from '../language/languages.ts'

/**
 * What the shop's first page says before any script has run, to people on slow phones and to those who only read
 * (search engines, link previews). `hero` and `heroText` are those of web/i18n, which first-words.test.ts sees to.
 */
export const firstWords: Record<Language, { title: string; hero: string; heroText: string }> = {
  en: {
    title: 'Fullhouse · Find your seat before the lights go down',
    hero: 'Find your seat before the lights go down.',
    heroText: 'Live seat maps. Seats held while you decide. Tickets on your phone.',
  },
  de: {
    title: 'Fullhouse · Ihr Platz, bevor das Licht ausgeht',
    hero: 'Ihr Platz, bevor das Licht ausgeht.',
    heroText: 'Saalpläne in Echtzeit. Plätze, die auf Sie warten. Tickets auf dem Handy.',
  },
  es: {
    title: 'Fullhouse · Encuentra tu localidad antes de que se apaguen las luces',
    hero: 'Encuentra tu localidad antes de que se apaguen las luces.',
    heroText: 'Planos en directo. Localidades que te esperan mientras decides. Entradas en el móvil.',
  },
  th: {
    title: 'Fullhouse · หาที่นั่งของคุณก่อนไฟจะหรี่ลง',
    hero: 'หาที่นั่งของคุณก่อนไฟจะหรี่ลง',
    heroText: 'ผังที่นั่งแบบเรียลไทม์ กันที่นั่งไว้ให้ระหว่างที่คุณตัดสินใจ บัตรอยู่ในมือถือ',
  },
}
