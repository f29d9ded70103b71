import { findCommand, installPackage } from './system-package.ts'

/** PgBouncer: `PGBOUNCER_PATH`, or the one on the PATH. Debian keeps it where only root's PATH looks. */
export function findPgBouncer(): string | null {
  return process.env.PGBOUNCER_PATH || findCommand('pgbouncer', '/usr/sbin/pgbouncer')
}

/** The same, installed first where that is possible. */
export function findOrInstallPgBouncer(): string | null {
  return findPgBouncer() ?? (installPackage('pgbouncer') ? findPgBouncer() : null)
}
