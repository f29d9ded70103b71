import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

/**
 * The usual live map: every change is a JSON message to everybody who watches, at once. Written to do well at what it is: made into
 * bytes once for all, no compression, nothing else to do. `POST /change/{seat}` changes a seat.
 *
 * Started with `fork`; says `{ url }` when it listens.
 */
const server = createServer((request, response) => {
  const seat = Number(request.url!.split('/')[2])
  const message = Buffer.from(JSON.stringify({ type: 'seat', seat, state: 'held' }))
  for (const socket of sockets.clients) socket.send(message, { binary: false })
  response.writeHead(204).end()
})
const sockets = new WebSocketServer({ server, perMessageDeflate: false })
sockets.on('connection', (socket) => socket.send(JSON.stringify({ type: 'hello' })))
server.listen(0, '127.0.0.1', 4096, () => {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('listening without an address')
  process.send?.({ url: `http://127.0.0.1:${address.port}` })
})
process.on('disconnect', () => process.exit())
