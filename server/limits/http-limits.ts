import { eventLimits } from './event-limits.ts'

export const httpLimits = {
  bodyBytes: {
    /** Read for organisers only, after their role is known. */
    createEvent: eventLimits.planRequestBytes,
    changeEvent: eventLimits.planRequestBytes,
    /** 10,000 seat ids of 100 characters, as the schema allows. */
    blockSeats: 2 * 1024 * 1024,
    account: 8 * 1024,
    /** An event with its object; the largest are disputes, of some ten kilobytes. */
    stripeWebhook: 256 * 1024,
    /** A hundred seat ids and a buyer fit four times. */
    other: 64 * 1024,
  },
  headerBytes: 16 * 1024,
  /** Replies that wait for the end of the event loop's turn; so many leave before it. */
  repliesTogether: 64,
  /** A page with its numbers is as old as this at most. The live socket brings newer ones before anyone has read them. */
  pageCopyMs: 1_000,
  pageCopies: 200,
  /** Longer than any id, slug or asset name of ours. */
  pathParameterCharacters: 200,
  /** A whole request, headers and body, must have arrived by then; a slow loris goes away. */
  requestTimeoutMs: 30_000,
  headersTimeoutMs: 10_000,
  /** Longer than the usual 60 s of a load balancer, so that it, not we, closes idle connections. */
  keepAliveTimeoutMs: 65_000,
  corsMaxAgeSeconds: 600,
  strictTransportSeconds: 365 * 24 * 3600,
  /** Files whose names carry a hash of what is in them never change. */
  hashedFileSeconds: 365 * 24 * 3600,
  /** Other files of the web app: icons, artwork. */
  plainFileSeconds: 3600,
} as const
