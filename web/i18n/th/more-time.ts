import type { Texts } from '../catalog.ts'
import { number } from '../words.ts'

export const moreTime: Texts['moreTime'] = {
  nearlyOver: 'เวลาใกล้หมดแล้ว',
  get: (time) => `ขอเวลาเพิ่ม ${time}`,
  short: (time) => `+${time}`,
  left: (n) => `ขยายเวลาได้ ${number(n)} ครั้ง`,
  given: (time) => `คุณมีเวลาเพิ่มอีก ${time}`,
  leftAfter: (n) => `ขยายเวลาได้อีก ${number(n)} ครั้ง`,
  noneLeft: 'นี่เป็นการขยายเวลาครั้งสุดท้าย',
}
