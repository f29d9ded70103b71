import type { DemoEvent } from '../demo-event.ts'

/** An event that everybody wants: its sale opens behind a waiting room, a few minutes after the demo is loaded. */
export const presale: DemoEvent[] = [
  {
    slug: 'stadium-presale',
    title: 'Northern Lights: One Night Only',
    summary: 'The farewell that sold out in their heads years ago. A queue, a fair draw, and 22,000 seats.',
    description: [
      'They said never again, and then they said once. One evening, one stadium, every song that your older sister wore out on the school bus, with the choir from the second album and the brass from the third.',
      'The sale opens behind a waiting room. Whoever is there before it opens takes part in a draw for the order; coming earlier gains nothing, reloading loses nothing. Anybody can check the draw.',
      'The floor is standing. Doors at six, support at seven, lights out at half past eight sharp.',
    ],
    category: 'Concert',
    venue: { name: 'Harbour Stadium', address: 'Kaivokatu 1', city: 'Helsinki', country: 'FI' },
    timezone: 'Europe/Helsinki',
    starts: { days: 60, weekday: 6, at: '20:30' },
    lasts: 150,
    currency: 'EUR',
    prices: { Standing: 8900, Ringside: 18_900, Lower: 12_900, Upper: 7900, Gallery: 4900 },
    plan: 'arena',
    maxPerOrder: 4,
    maxPerCustomer: 4,
    waitingRoom: { opensInMinutes: 10, admitPerMinute: 60, targetInside: 100 },
  },
]
