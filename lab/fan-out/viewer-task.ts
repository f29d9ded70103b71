/** What a process of viewers is told. */
export type ViewerTask =
  | { do: 'watch'; url: string; viewers: number }
  /** `sentUs`: when each seat's change was asked for, by the seat's index. Asks for what was seen of these. */
  | { do: 'report'; sentUs: [seat: number, us: number][] }

export type ViewerAnswer = { watching: number } | { seen: Seen } | { fault: string }

/** Changes seen by all viewers of a process together, by how long they took; the last step has all that took longer. */
export interface Seen {
  changes: number
  steps: number[]
}

export const stepMs = 0.5
export const stepsMax = 20_000

/** Microseconds of a clock that all processes of this machine share. */
export function nowUs(): number {
  return Number(process.hrtime.bigint()) / 1000
}
