import { readFile } from 'node:fs/promises'
import { type CheckedCode, checkCode, type KeySet } from './check-code.ts'
import { findCode } from './find-code.ts'
import { readPng } from './read-png.ts'
import { readQr } from './read-qr.ts'

/*
 * Reads the QR code in a picture and says whether the ticket is genuine, with nothing but the published keys:
 *
 *     node lab/verify-ticket/verify-ticket.ts ticket.png https://tickets.example.com
 *
 * It shares no code with the server, and is what a scanner of any other make would be. Whether a genuine ticket is still
 * valid (it may have been cancelled or passed on since) only the server knows.
 */

export async function verifyPicture(png: Buffer, keys: KeySet): Promise<CheckedCode & { code: string }> {
  const code = readQr(findCode(readPng(png)))
  return { ...(await checkCode(code, keys)), code }
}

async function loadKeys(from: string): Promise<KeySet> {
  if (!/^https?:/.test(from)) return JSON.parse(await readFile(from, 'utf8'))
  const reply = await fetch(new URL('/.well-known/fullhouse-ticket-keys.json', from))
  if (!reply.ok) throw new Error(`The keys could not be had: ${reply.status}`)
  return (await reply.json()) as KeySet
}

if (import.meta.main) {
  const [picture, keys] = process.argv.slice(2)
  if (picture === undefined || keys === undefined) {
    console.error('Usage: verify-ticket.ts PICTURE.png ADDRESS-OF-THE-SHOP|KEYS.json')
    process.exit(2)
  }
  const checked = await verifyPicture(await readFile(picture), await loadKeys(keys))
  console.log(JSON.stringify(checked, null, 2))
  process.exitCode = checked.genuine ? 0 : 1
}
