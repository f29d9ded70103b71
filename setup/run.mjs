// Runs a TypeScript file of this repository: `node setup/run.mjs server/main.ts [arguments]`.
//
// It is what `npm start` and the other scripts call, and the only file that has to run on whatever Node (20 or newer) a
// machine happens to have. It installs what is missing, and hands over to the Node that the lockfile names, so that
// everybody runs the same one.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installIfNeeded } from './install.mjs'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const [file, ...args] = process.argv.slice(2)
if (!file) fail('Usage: node setup/run.mjs FILE [arguments]')

const installed = installIfNeeded(root, {
  development: /^(setup[\\/](test|dev)|web[\\/]screenshots)\.ts$/.test(file),
})
if (!installed.ok) fail(installed.message)
run(findNode())

/** The Node binary of the lockfile if npm could install it here, else our own if it runs TypeScript. */
function findNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const inside = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const names = [`node-${platform}-${process.arch}`, `node-bin-${platform}-${process.arch}`]
  const found = names.map((name) => join(root, 'node_modules', name, inside)).find((path) => existsSync(path))
  return found ?? ourNode()
}

function ourNode() {
  if (Number(process.versions.node.split('.')[0]) >= 24 && process.features.typescript === 'strip')
    return process.execPath
  return fail(
    `Fullhouse needs Node 24 or newer (26 is best), which npm has no package of for ${process.platform} on ${process.arch}. This is Node ${process.versions.node}.`,
  )
}

function run(node) {
  // Settings in .env are for the server; a test that obeyed them might run against a real database.
  const settings =
    file.startsWith('server/') && existsSync(join(root, '.env')) ? [`--env-file=${join(root, '.env')}`] : []
  // Compiled code is kept between starts, which halves them (0.9 s to 0.5 s of one core, 2026-11).
  const env = { NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...process.env }
  const child = spawn(node, [...settings, join(root, file), ...args], { stdio: 'inherit', env })
  child.on('error', (error) => {
    // A binary that this system cannot load (another C library) looks like a missing file.
    if (error.code === 'ENOENT' && node !== process.execPath) run(ourNode())
    else fail(`Cannot start ${node}: ${error.message}`)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code)
    for (const each of forwarded) process.removeAllListeners(each)
    process.kill(process.pid, signal)
  })
  // Ctrl-C in a terminal reaches the child by itself; the server takes a second signal as "at once".
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of forwarded)
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
