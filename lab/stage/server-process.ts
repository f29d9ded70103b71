import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stopWhenInterrupted } from './interrupt.ts'

/** A Fullhouse of the lab's own: a process of its own, an empty database, rate limits off. */
export interface ServerProcess {
  url: string
  /** Holds `postgres/`, the embedded database. */
  dataDir: string
  /** Its process; another one after a restart. */
  readonly child: ChildProcess
  /** The latest of what it has said, on both outputs: nothing, unless it had something to complain of. */
  readonly said: string
  /** Sends a signal and waits for the process to end; after half a minute it is killed. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Starts it again on the same data, at the same address. Returns when it serves. */
  restart(): Promise<void>
  /** Asks it to stop and waits; after half a minute it is killed. Removes its data. */
  stop(): Promise<void>
}

const startTimeoutMs = 90_000
const stopTimeoutMs = 30_000
const saidCharacters = 20_000
const root = fileURLToPath(new URL('../..', import.meta.url))

export async function startServerProcess(
  options: {
    nodeArguments?: string[]
    env?: Record<string, string>
    /** Where its source is; this repository's, if nothing is said. */
    folder?: string
  } = {},
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fullhouse-lab-'))
  let said = ''
  const start = (port: string): ChildProcess => {
    const started = spawn(
      process.execPath,
      [...(options.nodeArguments ?? []), 'server/main.ts', '--no-web-build'],
      {
        cwd: options.folder ?? root,
        env: {
          ...process.env,
          NODE_ENV: '',
          DATABASE_URL: '',
          REDIS_URL: '',
          HOST: '127.0.0.1',
          FULLHOUSE_DATA: dataDir,
          FULLHOUSE_DEMO: '1',
          FULLHOUSE_RATE_LIMITS: 'off',
          ...options.env,
          PORT: port,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    said = ''
    for (const output of [started.stdout!, started.stderr!])
      output.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-saidCharacters)
      })
    return started
  }
  let child = start('0')
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    const late = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    child.kill(signal)
    await ended
    clearTimeout(late)
  }
  const stop = async (): Promise<void> => {
    await kill('SIGTERM')
    rmSync(dataDir, { recursive: true, force: true })
    stopped()
  }
  const stopped = stopWhenInterrupted(stop)
  try {
    const url = await addressFrom(child, () => said)
    return {
      url,
      dataDir,
      get child() {
        return child
      },
      get said() {
        return said
      },
      kill,
      restart: async () => {
        child = start(new URL(url).port)
        await addressFrom(child, () => said)
      },
      stop,
    }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** The server says one line with its address once it can serve. */
function addressFrom(child: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`did not start within ${startTimeoutMs / 1000} s`), startTimeoutMs)
    const fail = (why: string): void => {
      clearTimeout(timer)
      reject(new Error(`the server ${why}. It said:\n${said()}`))
    }
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal} before it could serve`))
    child.stdout!.on('data', () => {
      const address = /^Fullhouse is open at (\S+)\n/m.exec(said())
      if (!address) return
      clearTimeout(timer)
      resolve(address[1]!)
    })
  })
}
