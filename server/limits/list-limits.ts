export const listLimits = {
  /** Kinds of event, in each currency, that a list offers to be narrowed to; the most frequent ones. */
  choices: 100,
} as const
