import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const waitingRoom: Texts['waitingRoom'] = {
  before: {
    title: 'Der Warteraum ist offen',
    text: 'Stellen Sie sich vor Verkaufsbeginn an, dann sind Sie bei der Verlosung der Reihenfolge dabei. Früher zu kommen bringt nichts.',
  },
  now: {
    title: 'Es gibt eine Warteschlange',
    text: 'So viele möchten hinein, dass es der Reihe nach geht. Stellen Sie sich an; Ihr Platz bleibt Ihnen, auch während Sie anderes tun.',
  },
  yours: {
    title: 'Ihr Platz in der Warteschlange bleibt Ihnen',
    text: 'Der Warteraum zeigt, wie weit es ist, und ruft Sie, wenn Sie an der Reihe sind.',
  },
  waiting: (n) => plural(n, { one: '# Person wartet', other: '# Personen warten' }),
  join: 'In die Warteschlange',
  back: 'Zum Warteraum',
  left: (time) => `Sie sind an der Reihe: ${time}, um Plätze zu reservieren`,
  over: 'Ihre Zeit ist um. Was Sie reserviert haben, bleibt Ihnen.',
  leave: 'Andere vorlassen',
}
