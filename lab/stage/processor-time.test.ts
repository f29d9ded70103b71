import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import { processorSeconds } from './processor-time.ts'

const busy = 'const until = Date.now() + 10_000; while (Date.now() < until);'
const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(busy)}], { stdio: 'ignore' })
  .on('spawn', function () { console.log(this.pid) }); setInterval(() => {}, 1000)`
const children: number[] = []

afterEach(() => {
  for (const pid of children.splice(0)) process.kill(pid, 'SIGKILL')
})

it.runIf(process.platform === 'linux')(
  'counts a child for its parent, unless it has a role of its own',
  async () => {
    const quiet = spawn(process.execPath, ['-e', parent])
    children.push(quiet.pid!)
    const [line] = await once(quiet.stdout.setEncoding('utf8'), 'data')
    const child = Number(line)
    children.push(child)
    const used = () => processorSeconds({ all: [quiet.pid!] })!.all!
    const before = used()
    while (used() < before + 0.3) await new Promise((resolve) => setTimeout(resolve, 20))

    const apart = processorSeconds({ parent: [quiet.pid!], child: [child] })!
    expect(apart.child).toBeGreaterThan(0.2)
    expect(apart.parent! + apart.child!).toBeCloseTo(used(), 0)
    expect(processorSeconds({ nobody: [2 ** 30] })).toEqual({ nobody: 0 })
  },
)
