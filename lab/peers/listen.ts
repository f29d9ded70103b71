import type { Server } from 'node:http'

/** Listens on any free port, says `{ url }` to the parent that forked this process, and ends when that hangs up. */
export function listenForParent(server: Server): void {
  server.keepAliveTimeout = 65_000
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address !== 'object' || !address) throw new Error('listening without an address')
    process.send?.({ url: `http://127.0.0.1:${address.port}` })
  })
  process.on('disconnect', () => process.exit())
}
