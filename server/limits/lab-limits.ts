/** Bounds of the lab. */
export const labLimits = {
  /** From the start of a run's process to its report. Coming takes two minutes at most; holds and payments end after that. */
  runMs: 8 * 60_000,
  /** From being asked to stop to the report: what is in flight ends, and all of it is checked. */
  stopMs: 60_000,
  /** The same when the server goes down: nobody will read the report. */
  killMs: 1_000,
  /** A line of the process; the report comes as one, with as many events as are kept. */
  lineBytes: 32 * 1024 * 1024,
  /** What it writes to its error output, the end of it. */
  complaintCharacters: 4_000,
  /** Moments kept for the charts; beyond that every second one is left out. */
  historyTicks: 400,
  /** Events kept while it runs; the report has all that it keeps by itself. */
  eventsKept: 5_000,
  /** How often a run is written down while it goes on, and after how much silence it is over. */
  noteEveryMs: 2_000,
  silentMs: 20_000,
  /** Of one organiser; with one more the oldest goes, and its sandbox. */
  runsKept: 20,
  /** Connections of the crowd, and processes that make it. */
  connections: 256,
  buyersPerProcess: 5_000,
  processes: 4,
} as const
