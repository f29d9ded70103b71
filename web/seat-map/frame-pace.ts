/** Frames this far apart while zooming are too far: until it is over, the map is drawn with half the pixels. */
const SLOW_FRAME_MS = 21
const SLOW_FRAMES = 6
/** Ten frames in time make up for a late one: fewer than 55 a second are slow, if it goes on for some seconds. */
const MADE_UP = 1 / 10
const SLOW_FOR_MS = 30_000
/** While nothing moves, light comes and goes at 30 frames a second: enough for a glow, and half the battery. */
const RESTING_FRAME_MS = 30

/** When to draw, and how finely: a weak machine gets a blurred zoom rather than a halting one. */
export function createFramePace() {
  let drawnAt = Number.NEGATIVE_INFINITY
  let slowFrames = 0
  let slowUntil = Number.NEGATIVE_INFINITY

  return {
    /** Whether a frame that shows no more than light coming and going may wait. */
    mayWait: (now: number): boolean => now - drawnAt < RESTING_FRAME_MS,

    /** A frame is drawn now. */
    drawn(now: number, scaling: boolean): void {
      const gap = now - drawnAt
      drawnAt = now
      if (!scaling) slowFrames = 0
      // A gap of many frames is a pause, not a slow machine.
      else if (gap > SLOW_FRAME_MS && gap < 10 * SLOW_FRAME_MS) slowFrames += 1
      else slowFrames = Math.max(0, slowFrames - MADE_UP)
      if (slowFrames >= SLOW_FRAMES) slowUntil = now + SLOW_FOR_MS
    },

    /** Whether frames have come late not long ago. */
    isSlow: (now: number): boolean => now < slowUntil,

    /** Canvas pixels a CSS pixel for this frame. */
    ratio: (now: number, full: number, scaling: boolean): number =>
      scaling && full >= 2 && now < slowUntil ? full / 2 : full,
  }
}
