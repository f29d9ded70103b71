import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const compressors = {
  // Quality 5 of Brotli is about as small as gzip's best and as fast as its usual one: 20,000 seats in 60 ms or so,
  // once for each version of a plan.
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 6 }),
  identity: async (body: Buffer) => body,
}

export type Coding = keyof typeof compressors

export interface PlanReplies {
  /** The body of a plan in one coding. Undefined when there is no such plan. */
  body(eventId: string, version: number, coding: Coding): Promise<Buffer | undefined>
}

/**
 * Plans ready to be sent: each version is read and compressed once for each coding that somebody asks for, however
 * many ask at the same moment. The ones that nobody has asked for longest go first.
 */
export function createPlanReplies(
  read: (eventId: string, version: number) => Promise<string | undefined>,
  limit: number,
): PlanReplies {
  const ready = new Map<string, Promise<Buffer | undefined>>()

  async function make(eventId: string, version: number, coding: Coding): Promise<Buffer | undefined> {
    const text = await read(eventId, version)
    return text === undefined ? undefined : compressors[coding](Buffer.from(text))
  }

  return {
    body(eventId, version, coding) {
      const key = `${eventId} ${version} ${coding}`
      const known = ready.get(key)
      const body = known ?? make(eventId, version, coding)
      // Put last again, so that the first is always the one that was not asked for longest.
      ready.delete(key)
      ready.set(key, body)
      if (ready.size > limit) ready.delete(ready.keys().next().value!)
      if (known === undefined) {
        const forget = () => ready.get(key) === body && ready.delete(key)
        body.then((made) => made === undefined && forget(), forget)
      }
      return body
    },
  }
}

/** The best of our codings that the client takes. One that it gives no weight is refused (`br;q=0`). */
export function chooseCoding(acceptEncoding: string | undefined): Coding {
  const weights = new Map(
    (acceptEncoding ?? '')
      .toLowerCase()
      .split(',')
      .map((item) => {
        const [name, ...parameters] = item.split(';').map((part) => part.trim())
        const weight = parameters.find((parameter) => parameter.startsWith('q='))
        return [name!, weight === undefined ? 1 : Number(weight.slice(2))] as const
      }),
  )
  const takes = (coding: Coding) => (weights.get(coding) ?? weights.get('*') ?? 0) > 0
  return takes('br') ? 'br' : takes('gzip') ? 'gzip' : 'identity'
}
