export const liveLimits = {
  /** Open sockets of this process. Each costs about 20 KB here and in the kernel. */
  sockets: 20_000,
  /** Many people sit behind one address (a school, a mobile network). Lifted when rate limits are off. */
  socketsPerAddress: 500,
  /** Changes are gathered at least this long for each viewer: at most 20 frames a second. */
  gatherMs: 50,
  /** Longer, up to this, while writing to viewers would take more than its share of the thread that also answers buyers. */
  gatherMostMs: 400,
  writingShare: 0.65,
  /** How often it is looked at what writing takes. */
  paceMs: 250,
  /** The first change after a quiet while waits only this long, so that what one click changes travels together. */
  quietGatherMs: 10,
  /** Sockets written to before everything else that waits gets a turn: about a millisecond. */
  viewersPerSlice: 128,
  /** Recent changes kept for viewers that come back, of each event that is being watched. */
  ringChanges: 16_384,
  /** Unsent bytes of one socket beyond which it gets no more deltas, and a snapshot once it has caught up. */
  bufferedBytes: 256 * 1024,
  /** A socket that has not caught up after this long is closed. */
  slowMs: 20_000,
  heartbeatSeconds: 15,
  /** Heartbeats in a row that a socket may leave unanswered. */
  silentHeartbeats: 2,
  /** The longest thing that a client has to say is a resume. */
  messageBytes: 256,
  /** Messages a client may send at once, and after that each second. */
  messageBurst: 20,
  messagesPerSecond: 2,
  /** An event's ring is kept this long after its last viewer left, for those who come straight back. */
  emptyRoomMs: 60_000,
  /** For a socket to answer that it is being closed; less than the stop's phase of its name. */
  closeMs: 1_500,
  /** Viewers of a server that goes down come back spread over this time. */
  reconnectSpreadMs: 5_000,
  /** Where others can take them they are sent there one after the other instead: one in this time, all of them in the next. */
  moveEachMs: 2,
  moveMs: 5_000,
} as const
export type LiveLimits = { readonly [K in keyof typeof liveLimits]: number }
