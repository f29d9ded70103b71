import { type ChildProcess, spawn } from 'node:child_process'
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
  child: ChildProcess
  /** Asks it to stop and waits; after half a minute it is killed. Removes its data. */
  stop(): Promise<void>
}

const startTimeoutMs = 90_000
const stopTimeoutMs = 30_000
const root = fileURLToPath(new URL('../..', import.meta.url))

export async function startServerProcess(
  options: { nodeArguments?: string[]; env?: Record<string, string> } = {},
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fullhouse-lab-'))
  const child = spawn(
    process.execPath,
    [...(options.nodeArguments ?? []), 'server/main.ts', '--no-web-build'],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: '',
        DATABASE_URL: '',
        PORT: '0',
        HOST: '127.0.0.1',
        FULLHOUSE_DATA: dataDir,
        FULLHOUSE_DEMO: '1',
        FULLHOUSE_RATE_LIMITS: 'off',
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
    await exited
    clearTimeout(timer)
    rmSync(dataDir, { recursive: true, force: true })
    stopped()
  }
  const stopped = stopWhenInterrupted(stop)
  try {
    return { url: await addressFrom(child), dataDir, child, stop }
  } catch (cause) {
    await stop()
    throw cause
  }
}

/** The server says one line with its address once it can serve. */
function addressFrom(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const timer = setTimeout(() => fail(`did not start within ${startTimeoutMs / 1000} s`), startTimeoutMs)
    const fail = (why: string): void => {
      clearTimeout(timer)
      reject(new Error(`the server ${why}. It said:\n${said}`))
    }
    child.once('exit', (code, signal) => fail(`ended with ${code ?? signal} before it could serve`))
    const listen = (chunk: string): void => {
      said = (said + chunk).slice(-20_000)
      const address = /https?:\/\/[\w.[\]:-]+:\d+/.exec(said)
      if (!address) return
      clearTimeout(timer)
      resolve(address[0])
    }
    child.stdout!.setEncoding('utf8').on('data', listen)
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-20_000)
    })
  })
}
