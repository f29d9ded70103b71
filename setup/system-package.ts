import { spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

/** The first of these programs that is on the PATH; null when none is. */
export function findCommand(...names: string[]): string | null {
  const paths = names.map((name) =>
    spawnSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).stdout.trim(),
  )
  return paths.find((path) => path !== '') ?? null
}

/**
 * Installs a package where that is possible: by root, with apt. What a package would start by itself, a service on a
 * well-known port, is not started: tests start their own. False: it cannot be installed here.
 */
export function installPackage(name: string): boolean {
  if (process.getuid?.() !== 0 || findCommand('apt-get') === null) return false
  console.log(`Installing ${name} with apt-get …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return withoutServices(() =>
    [['update'], ['install', '--yes', '--no-install-recommends', name]].every(
      (args) => spawnSync('apt-get', ['--quiet=2', ...args], { stdio: ['ignore', 2, 2], env }).status === 0,
    ),
  )
}

/** Debian asks this program before it starts a service that comes with a package; 101 says no. */
const servicePolicy = '/usr/sbin/policy-rc.d'

function withoutServices<T>(work: () => T): T {
  // Whoever has a policy here, as containers do, has decided already.
  if (existsSync(servicePolicy)) return work()
  writeFileSync(servicePolicy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    return work()
  } finally {
    rmSync(servicePolicy)
  }
}
