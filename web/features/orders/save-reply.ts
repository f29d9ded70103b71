import type { Reply } from '../../../contract/client.ts'
import { failureOf } from '../../api/failure.ts'

/** Gives the visitor a file that the server made. Throws what the call failed with. */
export function saveReply(reply: Reply<Blob>, name: string): void {
  if (!reply.ok) throw failureOf(reply)
  const url = URL.createObjectURL(reply.value)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
