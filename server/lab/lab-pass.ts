import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a run's pass is good for. */
export interface LabPass {
  /** The sandbox that it opens. */
  eventId: string
  /** Whose run it is: its process reads the sandbox's ledger in their name, and nothing else of theirs. */
  organiserId: string
}

export interface LabPasses {
  /** What a header is worth: null unless it is the pass of the run that goes on here. */
  read(header: string | string[] | undefined): LabPass | null
}

const PASS_BYTES = 32

/**
 * The pass of the run that goes on in this process; there is one at a time. It is never written down: this process keeps
 * it, and the one that it started. Compared by digest, so that the time it takes says nothing of how much was right.
 */
export function createLabPasses() {
  let current: { digest: Buffer; pass: LabPass } | null = null
  return {
    read(header: string | string[] | undefined): LabPass | null {
      if (current === null || typeof header !== 'string') return null
      return timingSafeEqual(digestOf(header), current.digest) ? current.pass : null
    },

    /** A new pass in place of any other. */
    issue(pass: LabPass): string {
      const secret = randomBytes(PASS_BYTES).toString('base64url')
      current = { digest: digestOf(secret), pass }
      return secret
    },

    withdraw(): void {
      current = null
    },
  } satisfies LabPasses & Record<string, unknown>
}

export type OwnLabPasses = ReturnType<typeof createLabPasses>

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
