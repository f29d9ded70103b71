import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import { stopWhenInterrupted } from './interrupt.ts'

/** A Redis of its own that keeps nothing: started again, it is empty. */
export interface RedisProcess {
  /** A `REDIS_URL`. */
  url: string
  port: number
  readonly pid: number
  /** Sends a signal; waits for the process to end if it is one that ends it. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Starts it again, at the same port. Returns when it answers. */
  start(): Promise<void>
  /** One command, with arguments that have no spaces; its reply, which has to be one line, without the mark before it. */
  command(...words: string[]): Promise<string>
  stop(): Promise<void>
}

const startTimeoutMs = 10_000
const replyTimeoutMs = 2_000
const endless = new Set<NodeJS.Signals>(['SIGSTOP', 'SIGCONT'])

/** Runs `REDIS_SERVER`, else the `redis-server` of the PATH. Throws, in words, when there is none. */
export async function startRedis(settings: readonly string[] = []): Promise<RedisProcess> {
  const program = process.env.REDIS_SERVER || 'redis-server'
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'fullhouse-redis-'))
  const fixed = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder,
    '--save',
    '',
    '--appendonly',
    'no',
  ]
  let child: ChildProcess
  let said = ''

  const start = async (): Promise<void> => {
    child = spawn(program, [...fixed, ...settings], { stdio: ['ignore', 'pipe', 'pipe'] })
    const failed = once(child, 'error').then(([cause]) => {
      throw new Error(`there is no ${program}: install Redis or Valkey, or set REDIS_SERVER`, { cause })
    })
    for (const output of [child.stdout!, child.stderr!])
      output.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-5_000)
      })
    await Promise.race([untilItAnswers(), failed])
  }
  const untilItAnswers = async (): Promise<void> => {
    const deadline = Date.now() + startTimeoutMs
    while ((await command('PING').catch(() => '')) !== 'PONG') {
      if (Date.now() > deadline || hasEnded()) throw new Error(`${program} did not start. It said:\n${said}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const hasEnded = (): boolean => child.exitCode !== null || child.signalCode !== null
  const command = (...words: string[]): Promise<string> => askRedis(port, words)
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (hasEnded() || child.pid === undefined) return
    const ended = once(child, 'exit')
    child.kill(signal)
    if (!endless.has(signal)) await ended
  }
  const stop = async (): Promise<void> => {
    // One that stands still would not hear anything gentler.
    await kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
    stopped()
  }
  const stopped = stopWhenInterrupted(stop)
  try {
    await start()
  } catch (cause) {
    await stop()
    throw cause
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    get pid() {
      return child.pid!
    },
    kill,
    start,
    command,
    stop,
  }
}

/** Asks on a connection of its own. An error of Redis's is thrown in its words. */
function askRedis(port: number, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${words.join(' ')}\r\n`))
    let reply = ''
    socket
      .setEncoding('latin1')
      .setTimeout(replyTimeoutMs, () => socket.destroy(new Error('no reply in time')))
    socket.on('data', (text) => {
      reply += text
      const line = /^(?:\$\d+\r\n)?([^$].*)\r\n/.exec(reply)?.[1]
      if (line === undefined) return
      socket.destroy()
      if (line.startsWith('-')) reject(new Error(line.slice(1)))
      else resolve(line.replace(/^[+:]/, ''))
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the connection was closed')))
  })
}
