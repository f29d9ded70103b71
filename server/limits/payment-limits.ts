/** Bounds of what looks after payments, refunds and the demo's payment company. */
export const paymentLimits = {
  /** After so long without news the provider is asked about a payment that was begun. */
  askAfterSeconds: 30,
  /** Rows that one round of the reconcile job takes, and rounds that one run of it does. */
  dueRows: 20,
  roundsPerRun: 50,
  /** A row that was taken is due again after this, twice as long each time, in case its server died with it. */
  retrySeconds: 5,
  retryMaxSeconds: 6 * 3600,
  /** With the pauses above, about a week. Then somebody has to look. */
  triesMax: 40,
  /** Rows that have needed more tries than this are shown to whoever runs the event. */
  attentionTries: 5,
  listedAttention: 200,
  pollMs: 1_000,
  /** How often what needs attention is counted for the metrics. */
  countEveryMs: 60_000,
  demoBatch: 20,
  demoPollMs: 200,
  /** How long the demo's slow bank takes, and how long after the deadline its late one answers. */
  demoSlowMs: 4_000,
  demoLateMs: 1_000,
} as const
