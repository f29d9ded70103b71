import {
  type LabBehaviour,
  type LabPattern,
  type LabSettings,
  labBehaviours,
} from '../../contract/shapes/lab.ts'
import { createRandom } from '../random.ts'

/** One virtual buyer: everything that chance decides about them, but for what they are told. */
export interface BuyerPlan {
  /** From 0. */
  number: number
  arriveAtMs: number
  behaviour: LabBehaviour
  /** Seats wanted. */
  party: number
  /** Where in the house they would like to sit: a share of all places, most of them towards the front. */
  favourite: number
  /** Whether they name seats, or leave the choice to the house. */
  names: boolean
  /** Decides everything else, in the order in which it comes up. */
  random: () => number
}

/**
 * The buyer of this number. It depends on settings and number only, not on who else was planned or by which process, so that
 * a crowd is the same however many processes share it.
 */
export function planBuyer(settings: LabSettings, number: number): BuyerPlan {
  const random = createRandom(mix(settings.seed, number))
  const behaviour = chooseBehaviour(settings, random())
  const arriveAtMs =
    arrival(settings.pattern, (number + random()) / settings.buyers) * settings.seconds * 1000
  const party = 1 + Math.floor(random() * settings.party)
  const favourite = random() ** 2
  const likesToChoose = random() < 0.5
  const names = behaviour === 'pick' || (behaviour !== 'best' && likesToChoose)
  return { number, arriveAtMs, behaviour, party, favourite, names, random }
}

/** The share of the time that is over when this share of the buyers has come. */
export function arrival(pattern: LabPattern, share: number): number {
  switch (pattern) {
    case 'steady':
      return share
    case 'ramp':
      // Twice as many a second at the end as on average, none at the beginning.
      return Math.sqrt(share)
    case 'spike':
      return share < 0.5 ? share * 0.1 : 0.05 + (share - 0.5) ** 2 * 4 * 0.95
  }
}

function chooseBehaviour({ mix: weights }: LabSettings, chance: number): LabBehaviour {
  const total = labBehaviours.reduce((sum, name) => sum + (weights[name] ?? 0), 0)
  let left = chance * total
  for (const name of labBehaviours) {
    left -= weights[name] ?? 0
    if (left < 0) return name
  }
  throw new RangeError('a crowd needs at least one behaviour with a weight')
}

/** Two numbers that are close give seeds that are not (the finaliser of MurmurHash3). */
function mix(seed: number, number: number): number {
  let mixed = (seed ^ Math.imul(number + 1, 0x9e3779b1)) >>> 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
