import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** A line to a server that can be cut: `await using line = await cuttable(url)`. */
export interface Line extends AsyncDisposable {
  /** Where the server is reached through it. */
  url: string
  /** Ends what is open and lets nothing through. */
  cut(): void
  mend(): void
}

export async function cuttable(to: string): Promise<Line> {
  const target = new URL(to)
  const open = new Set<Socket>()
  let whole = true
  const door = createServer((near) => {
    if (!whole) return near.destroy()
    const far = connect(Number(target.port), target.hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  door.listen(0, target.hostname)
  await once(door, 'listening')
  const endAll = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    url: `http://${target.hostname}:${(door.address() as { port: number }).port}`,
    cut() {
      whole = false
      endAll()
    },
    mend() {
      whole = true
    },
    async [Symbol.asyncDispose]() {
      endAll()
      door.close()
      await once(door, 'close')
    },
  }
}
