import { findCommand, installPackage } from './system-package.ts'

/**
 * A program that is a Redis: `REDIS_SERVER`, or the first that is on the PATH. Tests start their own, because they stop it in
 * mid-sale, empty it and kill it, which nobody wants done to a Redis that is already there.
 */
export function findRedis(): string | null {
  return process.env.REDIS_SERVER || findCommand('redis-server', 'valkey-server')
}

/** The same, installed first where that is possible. */
export function findOrInstallRedis(): string | null {
  return findRedis() ?? (installPackage('redis-server') ? findRedis() : null)
}
