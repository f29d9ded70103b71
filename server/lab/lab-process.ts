import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Value } from 'typebox/value'
import { type LabLine, type LabOrder, LabProgress, LabReport } from '../../contract/shapes/lab.ts'
import { labLimits } from '../limits/lab-limits.ts'
import { createLineReader } from './lines.ts'

export type LabEnding = { report: LabReport; html: string | null } | { fault: string }

export interface LabProcess {
  /** Once, when the process and all that it started are gone. Never rejects. */
  readonly ended: Promise<LabEnding>
  /** Asks it to send nobody else, check what has happened, and report. */
  stop(): void
  /** Ends it now. */
  kill(why: string): void
}

const program = join(import.meta.dirname, '../../lab/lab.ts')

/**
 * Starts the lab as a process of its own and follows what it says. It talks to this server as any client would, and is told
 * nothing else: neither settings nor secrets of ours are in its environment. It has a process group of its own, so that
 * whatever it starts ends with it.
 */
export function startLabProcess(order: LabOrder, onProgress: (progress: LabProgress) => void): LabProcess {
  let fault: string | null = null
  let stopping = false
  let ask: () => void = () => {}
  let killAll: () => void = () => {}
  const kill = (why: string) => {
    fault ??= why
    killAll()
  }
  const timers = new Set<NodeJS.Timeout>()
  const killAfter = (ms: number, why: string) => timers.add(setTimeout(kill, ms, why))

  async function run(): Promise<LabEnding> {
    const folder = await mkdtemp(join(tmpdir(), 'fullhouse-lab-'))
    try {
      const page = join(folder, 'report.html')
      const report = await follow(page)
      if (fault !== null || report === null) return { fault: fault ?? 'the lab ended without a report' }
      return { report, html: await readFile(page, 'utf8').catch(() => null) }
    } finally {
      for (const timer of timers) clearTimeout(timer)
      await rm(folder, { recursive: true, force: true })
    }
  }

  function follow(page: string): Promise<LabReport | null> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, [program, '--order', '-', '--progress', 'json', '--html', page], {
        env: { TMPDIR: tmpdir() },
        stdio: ['pipe', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
      })
      // Asked to stop is the lab itself, which ends its crowd in order; killed are all of them.
      ask = () => void child.kill('SIGTERM')
      killAll = () => killGroup(child.pid)
      if (fault !== null) killAll()
      else if (stopping) ask()
      killAfter(labLimits.runMs, 'it took too long')
      let report: LabReport | null = null
      let complaint = ''
      const read = createLineReader(
        labLimits.lineBytes,
        (text) => {
          const line = readLine(text)
          if (line === null) kill('the lab said something that makes no sense')
          else if (line.type === 'progress') onProgress(line)
          else if (line.type === 'report') report = line
          else fault ??= line.message
        },
        () => kill('the lab said more than can be kept'),
      )
      child.stdout.on('data', read)
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaint = (complaint + text).slice(-labLimits.complaintCharacters)
      })
      // A process that is gone before it has read its order is told of by `close`.
      child.stdin.on('error', () => {})
      child.stdin.end(JSON.stringify(order))
      child.once('error', (error) => {
        fault ??= `the lab could not be started: ${error.message}`
        resolve(null)
      })
      // What it had started and left behind; `close` waits for whoever has its pipes.
      child.once('exit', () => killAll())
      child.once('close', (code, name) => {
        killAll = () => {}
        if (report === null) fault ??= `the lab ended with ${code ?? name}. ${complaint}`.trim()
        resolve(report)
      })
    })
  }

  return {
    ended: run().catch((error: unknown) => ({ fault: `the lab failed: ${String(error)}` })),
    stop() {
      if (stopping) return
      stopping = true
      ask()
      killAfter(labLimits.stopMs, 'it did not stop when it was asked to')
    },
    kill,
  }
}

/** Null: no line of the lab's. */
function readLine(text: string): LabLine | null {
  let line: unknown
  try {
    line = JSON.parse(text)
  } catch {
    return null
  }
  if (Value.Check(LabProgress, line) || Value.Check(LabReport, line)) return line
  const { type, message } = line as { type?: unknown; message?: unknown }
  return type === 'fault' && typeof message === 'string' ? { type, message } : null
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch {
    // They are gone already.
  }
}
