import type { IncomingHttpHeaders } from 'node:http'
import { LAB_PASS_HEADER } from '../../contract/lab-pass.ts'
import { cookieValue } from '../accounts/cookies.ts'
import type { Caller } from '../booking/booking.ts'
import type { Edge } from './edge.ts'

/** Scripts cannot read it; other sites' writes do not carry it. One browser that is in two rooms shows the newer one. */
export const ADMISSION_COOKIE = 'fh_admission'
/** For clients that keep no cookies. */
const ADMISSION_HEADER = 'fullhouse-admission'

/** The caller with what they show at the door of a waiting room or of a sandbox, if they show anything. */
export function withAdmission(
  { labPasses }: Pick<Edge, 'labPasses'>,
  caller: Caller,
  { cookie, [ADMISSION_HEADER]: header, [LAB_PASS_HEADER]: pass }: IncomingHttpHeaders,
): Caller {
  const token = header ?? (cookie === undefined ? undefined : cookieValue(cookie, ADMISSION_COOKIE))
  const sandbox = labPasses.read(pass)?.eventId
  if (typeof token !== 'string' && sandbox === undefined) return caller
  const { customerId, customerIds } = caller
  return {
    customerId,
    customerIds,
    ...(typeof token === 'string' && { admission: token }),
    ...(sandbox !== undefined && { sandbox }),
  }
}
