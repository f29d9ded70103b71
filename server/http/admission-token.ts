import type { IncomingHttpHeaders } from 'node:http'
import { cookieValue } from '../accounts/cookies.ts'
import type { Caller } from '../booking/booking.ts'

/** Scripts cannot read it; other sites' writes do not carry it. One browser that is in two rooms shows the newer one. */
export const ADMISSION_COOKIE = 'fh_admission'
/** For clients that keep no cookies. */
const ADMISSION_HEADER = 'fullhouse-admission'

/** The caller with what they show at the door of a waiting room, if they show anything. */
export function withAdmission(
  caller: Caller,
  { cookie, [ADMISSION_HEADER]: header }: IncomingHttpHeaders,
): Caller {
  const token = header ?? (cookie === undefined ? undefined : cookieValue(cookie, ADMISSION_COOKIE))
  if (typeof token !== 'string') return caller
  const { customerId, customerIds } = caller
  return { customerId, customerIds, admission: token }
}
