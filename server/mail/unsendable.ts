/** A mail that no later try will make better: it is given up at once, and says why. */
export class Unsendable extends Error {
  override name = 'Unsendable'
}
