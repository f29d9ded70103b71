import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const waitingRoom: Texts['waitingRoom'] = {
  before: {
    title: 'Der Warteraum ist offen',
    text: 'Nehmen Sie vor Verkaufsbeginn einen Platz ein, dann sind Sie bei der Verlosung der Reihenfolge dabei. Früher zu kommen bringt nichts.',
  },
  now: {
    title: 'Es gibt eine Schlange',
    text: 'So viele möchten hinein, dass es der Reihe nach geht. Nehmen Sie einen Platz ein; er bleibt Ihnen, während Sie anderes tun.',
  },
  yours: {
    title: 'Ihr Platz in der Schlange bleibt Ihnen',
    text: 'Der Warteraum zeigt, wie weit es ist, und ruft Sie, wenn Sie an der Reihe sind.',
  },
  waiting: (n) => plural(n, { one: '# Person wartet', other: '# Personen warten' }),
  join: 'In die Schlange',
  back: 'Zum Warteraum',
  left: (time) => `Sie sind an der Reihe: ${time}, um Plätze zu reservieren`,
  over: 'Ihre Zeit ist um. Was Sie reserviert haben, bleibt Ihnen.',
  leave: 'Die Nächsten einlassen',
}
