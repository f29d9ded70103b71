export const mailLimits = {
  /** Sent at the same time, over as many connections. One batch: a mail waits for nobody once it is taken. */
  batch: 5,
  /** A mail server may take its time, but not longer: connecting, its greeting, silence in the middle, all of it. */
  connectMs: 10_000,
  greetingMs: 10_000,
  silenceMs: 20_000,
  sendMs: 60_000,
  /** Longer than sending can take: after it, whoever had taken the mail is gone. */
  leaseMs: 3 * 60_000,
  /** A mail that was being sent when its server died is sent again. If the next one dies with it, never more. */
  interruptsMax: 1,
  /** Pauses between tries: half a minute, then four times as long each time, at most six hours; half of it at random. */
  retryFirstMs: 30_000,
  retryFactor: 4,
  retryMaxMs: 6 * 3_600_000,
  /** About a day and a half. */
  triesMax: 9,
  /** How long a server may not notice a mail that another one has put into the outbox. */
  pollMs: 10_000,
  /** After a fault of the database. */
  faultPauseMs: 5_000,
  /** Mails that are kept by one statement, where there is no mail server. */
  keepRows: 500,
  /** Beyond that it does not matter how many are waiting. */
  countedDue: 10_000,
  errorCharacters: 500,
  /** QR codes in one mail. */
  codesShown: 6,
  /** Sent and kept mails are deleted after 30 days, given up ones after 90. */
  doneSeconds: 30 * 24 * 3600,
  givenUpSeconds: 90 * 24 * 3600,
  sweepRows: 5_000,
  /** Reminders come a day before. Who ordered less than a day and a half before the event needs none. */
  reminderBeforeSeconds: 24 * 3600,
  reminderOrderedBeforeSeconds: 36 * 3600,
  reminderRows: 1_000,
  tendEveryMs: 600_000,
  /** What is put into the outbox at about the same time is taken together. */
  gatherMs: 50,
  listed: 50,
} as const
