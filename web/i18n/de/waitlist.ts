import { plural } from '../words.ts'

export const waitlist = {
  title: 'Warteliste',
  join: {
    title: 'Auf einen Platz warten',
    text: 'Was zurückgegeben wird, bekommt der Erste in der Reihe, für den es passt. Sie behalten Ihren Platz in der Reihe, und niemand kommt dazwischen.',
    open: 'Auf die Warteliste',
    any: 'Jede Kategorie',
    category: 'Kategorie',
    nameHint: 'Für die Buchung, die für Sie gemacht wird',
    emailHint: 'Wir schreiben Ihnen, wenn Sie an der Reihe sind',
    submit: (n: number) => plural(n, { one: 'Auf # Platz warten', other: 'Auf # Plätze warten' }),
    promotes: 'Es kostet nichts: Sobald etwas frei ist, haben Sie ohne Zutun eine bestätigte Buchung.',
    offers: (time: string) =>
      `Wenn Sie an der Reihe sind, werden die Plätze ${time} lang für Sie reserviert.`,
  },
  place: {
    title: 'Sie stehen auf der Warteliste',
    position: (n: number) => plural(n, { one: 'Nummer #', other: 'Nummer #' }),
    next: 'Sie sind als Nächstes an der Reihe',
    places: (n: number) => plural(n, { one: 'Für # Platz', other: 'Für # Plätze' }),
    together: 'nebeneinander',
    gathered: (n: number, of: number) =>
      plural(n, {
        one: `# von ${of} Plätzen ist schon für Sie zurückgelegt`,
        other: `# von ${of} Plätzen sind schon für Sie zurückgelegt`,
      }),
    atLimit:
      'Sie waren an der Reihe, hätten mit diesen Plätzen aber mehr, als bei dieser Veranstaltung erlaubt ist. Geben Sie welche zurück.',
    stay: 'Sobald Sie an der Reihe sind, steht es hier. Sie können die Seite auch schließen: Ihr Platz in der Reihe bleibt.',
    leave: 'Warteliste verlassen',
    left: 'Sie haben die Warteliste verlassen',
    moved: (n: number) => plural(n, { one: 'Sie sind jetzt Nummer #', other: 'Sie sind jetzt Nummer #' }),
  },
  offer: {
    title: 'Sie sind an der Reihe',
    text: (places: string) => `Für Sie reserviert: ${places}`,
    heldFor: (time: string) => `Noch ${time} für Sie reserviert`,
    take: 'Nehmen',
    decline: 'Weitergeben',
    declined: 'Sie gehen an den Nächsten in der Reihe',
  },
  fulfilled: {
    title: 'Sie haben Ihre Plätze',
    text: 'Es wurde etwas frei, und Ihre Buchung ist bestätigt.',
    show: 'Meine Buchung zeigen',
  },
  lapsed: {
    title: 'Ihr Angebot ist abgelaufen',
    text: 'Die Plätze gingen an den Nächsten in der Reihe. Sie können sich wieder anstellen.',
  },
  toEvent: 'Zur Veranstaltung',
}
