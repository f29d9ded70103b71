import { type DestinationStream, destination, type Logger, pino } from 'pino'
import type { LogLevel } from '../config.ts'

export type Log = Logger

/**
 * The server's log: one JSON object a line, on standard error, so that standard output carries the address line only.
 *
 * It names ids, never people: what might hold a name, an address or a secret is cut out wherever it is passed by
 * mistake. Request bodies, query strings and statements' values are not logged at all.
 */
export function createLog(
  level: LogLevel,
  stream: DestinationStream = destination({ fd: 2, sync: true }),
): Log {
  return pino(
    {
      level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: personal, censor: '[removed]' },
      serializers: { err: serializeError, error: serializeError },
    },
    stream,
  )
}

const names = [
  'email',
  'name',
  'phone',
  'password',
  'token',
  'secret',
  'cookie',
  'authorization',
  'buyer',
  'ip',
  'headers',
]
const personal = names.flatMap((name) => [name, `*.${name}`])

/**
 * An error as type, message, code and stack, with its causes. A database error's `detail`, `where` and `parameters`
 * repeat the row's values (an e-mail address in "Key (email)=(…) already exists"), so they stay out.
 */
function serializeError(error: unknown, depth = 0): object {
  if (!(error instanceof Error)) return { message: String(error) }
  const { code, constraint, table } = error as Error & {
    code?: unknown
    constraint?: unknown
    table?: unknown
  }
  return {
    type: error.name,
    message: error.message,
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint, table }),
    stack: error.stack,
    ...(error.cause !== undefined && depth < 4 && { cause: serializeError(error.cause, depth + 1) }),
  }
}
