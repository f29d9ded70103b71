import type { Bus } from '../redis/bus.ts'
import type { Sessions } from './sessions.ts'

export interface SharedSessions extends Sessions {
  stop(): void
}

const channel = 'fullhouse:sessions'
/** Instead of a user's id. */
const everybody = '*'

/**
 * Sessions that end everywhere at once: what is forgotten here is forgotten at every server. It is told after the session has ended
 * in the database, so whoever hears of it and looks again finds it ended. A server that may have missed something forgets
 * all it remembers; while none of this works, a session that ended elsewhere lives as long as it is remembered.
 */
export async function shareSessions(sessions: Sessions, bus: Bus): Promise<SharedSessions> {
  const stopListening = [
    bus.onGap((gap) => {
      if (gap === channel) sessions.forgetAll()
    }),
    await bus.subscribe(channel, (text) => {
      if (text === everybody) sessions.forgetAll()
      else sessions.forget(text)
    }),
  ]
  return {
    ...sessions,
    forget(userId) {
      sessions.forget(userId)
      bus.publish(channel, userId)
    },
    forgetAll() {
      sessions.forgetAll()
      bus.publish(channel, everybody)
    },
    stop() {
      for (const stop of stopListening) stop()
    },
  }
}
