import { stageOf } from './stages.ts'

/** What V8 writes with `--cpu-prof`: a tree of call frames, and which of its nodes was on top at each sample. */
export interface CpuProfile {
  nodes: {
    id: number
    callFrame: { functionName: string; url: string; lineNumber: number }
    children?: number[]
  }[]
  /** Microseconds of the monotonic clock, the one that `process.hrtime` reads. */
  startTime: number
  samples: number[]
  timeDeltas: number[]
}

export interface SelfTime {
  function: string
  /** Path and line, without what is the same for every file of the project. */
  at: string
  stage: string
  us: number
}

/**
 * Time on top of the stack, by function, between two instants. Time in functions without a source (`JSON.parse`, a
 * regular expression) is their own: the profile does not say on whose behalf, beyond the stack.
 */
export function selfTimes(profile: CpuProfile, window: { fromUs: number; toUs: number }): SelfTime[] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]))
  const byFunction = new Map<string, SelfTime>()
  let now = profile.startTime
  profile.samples.forEach((id, i) => {
    now += profile.timeDeltas[i]!
    if (now < window.fromUs || now > window.toUs) return
    const { functionName, url, lineNumber } = frames.get(id)!
    const name = functionName || '(anonymous)'
    const at = url === '' ? '' : `${shorten(url)}:${lineNumber + 1}`
    const entry = byFunction.get(`${name} ${at}`) ?? { function: name, at, stage: stageOf(name, url), us: 0 }
    // A sample stands for the time until the next one.
    entry.us += profile.timeDeltas[i + 1] ?? 0
    byFunction.set(`${name} ${at}`, entry)
  })
  return [...byFunction.values()].toSorted((a, b) => b.us - a.us)
}

function shorten(url: string): string {
  return url
    .replace(/^file:\/\/.*\/node_modules\//, '')
    .replace(/^file:\/\/.*\/(server|contract|lab)\//, '$1/')
}
