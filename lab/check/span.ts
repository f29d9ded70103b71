/** Something happened at one instant of this time; nobody saw which. Milliseconds of the run's clock, both ends included. */
export interface Span {
  earliest: number
  latest: number
}

export const never = Number.POSITIVE_INFINITY
export const always = Number.NEGATIVE_INFINITY

/** The first of several things, of which at least one has happened. Without any: never. */
export function firstOf(spans: readonly Span[]): Span {
  return spans.reduce(
    (first, span) => ({
      earliest: Math.min(first.earliest, span.earliest),
      latest: Math.min(first.latest, span.latest),
    }),
    { earliest: never, latest: never },
  )
}
