/** What the buyer's bank does, as the demo's payment page lets them choose it. */
export const demoBehaviours = [
  'succeed',
  'decline',
  /** The bank asks the buyer to confirm it is them (3-D Secure). */
  'challenge',
  /** Some seconds pass before the bank answers. */
  'slow',
  /** The bank answers after the seats' time is over, and will not be stopped meanwhile. */
  'late',
  'webhook_lost',
  'webhook_twice',
  /** The news of it reaches the shop before the buyer's own page hears anything. */
  'webhook_first',
] as const
export type DemoBehaviour = (typeof demoBehaviours)[number]

export type DemoState = 'open' | 'challenge' | 'processing' | 'authorised' | 'captured' | 'cancelled'
