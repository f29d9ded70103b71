import type { Locator } from 'playwright-core'
import { findCode } from '../../lab/verify-ticket/find-code.ts'
import { readPng } from '../../lab/verify-ticket/read-png.ts'
import { readQr as readModules } from '../../lab/verify-ticket/read-qr.ts'

/** Takes a picture of an element and reads the code in it. */
export async function readQr(element: Locator): Promise<string> {
  return readModules(findCode(readPng(await element.screenshot())))
}
