import { randomBytes } from 'node:crypto'

/** Short, unique over restarts and servers, and cheap: a counter behind a prefix of this process's own. */
export function createRequestIds(): () => string {
  const prefix = `${randomBytes(5).toString('base64url')}-`
  let count = 0
  return () => {
    count += 1
    return prefix + count.toString(36)
  }
}
