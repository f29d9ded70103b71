import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'

/** A mail that was taken: who it is from and for, and its source. */
export interface Delivered {
  from: string
  to: string[]
  source: string
}

/** What the server says instead of `250`; `cut` ends the connection, `hang` says nothing at all. */
export type Answer = `${4 | 5}${string}` | 'cut' | 'hang'

export interface PostOffice extends AsyncDisposable {
  url: string
  delivered: Delivered[]
  /** Connections that were opened, ever. */
  readonly connections: number
  /** Mails begun (MAIL FROM), whatever became of them. */
  readonly begun: number
  /** Answers for the next mails' step, in order; when they are used up, all is well again. */
  misbehave(at: 'MAIL' | 'RCPT' | 'DATA' | 'taken', ...answers: Answer[]): void
  /** Keeps mails waiting after their last line until it is called with false. They count as taken when they are let go. */
  hold(on: boolean): void
  /** Mails that are being held. */
  readonly held: number
}

/**
 * A mail server of RFC 5321's smallest kind: no TLS, no accounts, a port of its own. Written here rather than taken from the
 * makers of our client, so that both cannot share a mistake, and so that it can misbehave at every step.
 */
export async function openPostOffice(): Promise<PostOffice> {
  const delivered: Delivered[] = []
  const answers = new Map<string, Answer[]>()
  const sockets = new Set<Socket>()
  const waiting: (() => void)[] = []
  let connections = 0
  let begun = 0
  let holding = false

  function serve(socket: Socket): void {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    let mail: Delivered = { from: '', to: [], source: '' }
    let inData = false
    const say = (line: string) => void socket.write(`${line}\r\n`)
    /** What it says at this step; false when it was not well. */
    const step = (at: string, well: string): boolean => {
      const answer = answers.get(at)?.shift()
      if (answer === undefined) say(well)
      else if (answer === 'cut') socket.destroy()
      else if (answer !== 'hang') say(answer)
      return answer === undefined
    }
    const take = () => {
      const whole = mail
      const finish = () => {
        if (step('taken', '250 taken')) delivered.push(whole)
      }
      mail = { from: '', to: [], source: '' }
      if (holding) waiting.push(finish)
      else finish()
    }
    say('220 post.test ready')
    createInterface(socket).on('line', (line) => {
      if (inData) {
        inData = line !== '.'
        if (inData) mail.source += `${line.startsWith('.') ? line.slice(1) : line}\r\n`
        else take()
        return
      }
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO') say('250-post.test\r\n250-8BITMIME\r\n250 SMTPUTF8')
      else if (verb === 'MAIL') {
        begun += 1
        mail = { from: addressIn(line), to: [], source: '' }
        step('MAIL', '250 ok')
      } else if (verb === 'RCPT') {
        if (step('RCPT', '250 ok')) mail.to.push(addressIn(line))
      } else if (verb === 'DATA') inData = step('DATA', '354 go on')
      else if (verb === 'QUIT') socket.end('221 bye\r\n')
      else say('250 ok')
    })
  }

  const server = createServer(serve)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    delivered,
    get connections() {
      return connections
    },
    get begun() {
      return begun
    },
    get held() {
      return waiting.length
    },
    misbehave: (at, ...list) => void answers.set(at, list),
    hold(on) {
      holding = on
      if (!on) for (const finish of waiting.splice(0)) finish()
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? ''
}
