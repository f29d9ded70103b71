// Installs the packages of package-lock.json when they are missing or others. Runs on any Node from 20 on.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * `development`: whether what is needed for testing has to be there too; an image for production leaves it out.
 * Returns `{ ok: true }`, or `{ ok: false, message }` for people.
 */
export function installIfNeeded(root, { development }) {
  const wanted = readFileSync(join(root, 'package-lock.json'))
  const stamp = join(root, 'node_modules', '.fullhouse-installed')
  const hash = `${createHash('sha256').update(wanted).digest('hex')}${development ? ' with tools' : ''}`
  // With the tools is more than without.
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').startsWith(hash)) return { ok: true }

  if (!agrees(JSON.parse(wanted.toString()), join(root, 'node_modules', '.package-lock.json'), development)) {
    console.error('Installing packages (once, and again when package-lock.json changes) …')
    const [npm, before] = npmCommand()
    const { status, error } = spawnSync(
      npm,
      [...before, 'ci', '--include=dev', '--include=optional', '--loglevel=error'],
      {
        cwd: root,
        // npm's report belongs to the set-up, not to the output of what is run afterwards.
        stdio: ['ignore', 2, 2],
        shell: process.platform === 'win32' && npm !== process.execPath,
      },
    )
    if (status !== 0)
      return {
        ok: false,
        message: `The packages could not be installed: npm ci ${error ? `did not start (${error.message})` : 'failed; what it said is above'}.\nThis needs npm, write access to ${root}, and the npm registry.`,
      }
  }
  try {
    writeFileSync(stamp, hash)
  } catch {
    // A read-only installation is compared again next time, which takes a moment and changes nothing.
  }
  return { ok: true }
}

/** What npm noted of its last run, against the lockfile. Optional packages are of other platforms as often as not. */
function agrees(wanted, notePath, development) {
  if (!existsSync(notePath)) return false
  const present = JSON.parse(readFileSync(notePath, 'utf8')).packages
  return Object.entries(wanted.packages).every(
    ([path, entry]) =>
      path === '' ||
      entry.optional ||
      entry.devOptional ||
      (entry.dev && !development) ||
      present[path]?.version === entry.version,
  )
}

/** npm says where it is when it runs us; otherwise it is looked for on the PATH. */
function npmCommand() {
  const path = process.env.npm_execpath
  if (path && /\bnpm-cli\.c?js$/.test(path)) return [process.execPath, [path]]
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []]
}
