/** Bounds of finding the primary, and of finding out what became of a commit. */
export const failoverLimits = {
  /** With several hosts: one question to one of them, and how long the others may still answer when one has said yes. */
  probeMs: 1_500,
  probeGraceMs: 100,
  /** How long a new connection waits for some host to be the primary, and how often they are asked. */
  findPrimaryMs: 3_000,
  findPollMs: 100,
  /** A statement that waits so long makes us ask whether the primary is elsewhere by now. */
  silenceMs: 2_000,
  silencePollMs: 500,
  /** How long an act whose outcome is unknown is kept until it can be found out, from the outage's first sign. */
  outageMs: 10_000,
  outagePollMs: 100,
} as const
