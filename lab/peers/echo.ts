import { createServer } from 'node:http'
import { listenForParent } from './listen.ts'

/**
 * The yardstick: a bare `node:http` server that reads the whole request and answers with as many bytes, under as many
 * headers, as the reply it is compared with. `/1/…` answers with the first of the samples it was started with.
 *
 * Started with `fork`; takes the samples as its first message, says `{ url }` when it listens.
 */
export interface EchoSample {
  status: number
  headers: Record<string, string>
  body: string
}

process.once('message', (samples: EchoSample[]) => {
  const prepared = samples.map(({ status, headers, body }) => ({ status, headers, body: Buffer.from(body) }))
  const server = createServer((request, response) => {
    const sample = prepared[request.url!.charCodeAt(1) - 49]!
    let bytes = 0
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    request.on('end', () => {
      if (bytes !== Number(request.headers['content-length'] ?? 0))
        throw new Error('a body of another length')
      response.writeHead(sample.status, sample.headers)
      response.end(sample.body)
    })
  })
  listenForParent(server)
})
