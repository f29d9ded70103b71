import type { Texts } from '../catalog.ts'
import { plural } from '../words.ts'

export const formats: Texts['formats'] = {
  places: (n) => plural(n, { other: '# ที่' }),
  days: (n) => plural(n, { other: '# วัน' }),
  hours: (n) => plural(n, { other: '# ชั่วโมง' }),
  minutes: (n) => plural(n, { other: '# นาที' }),
  seconds: (n) => plural(n, { other: '# วินาที' }),
  noTime: '0 วินาที',
  othersToo: (n) => plural(n, { other: 'อีก # รายการ' }),
  free: 'ฟรี',
  range: (lowest, highest) => `${lowest} – ${highest}`,
  badges: {
    opensSoon: 'เปิดขายเร็วๆ นี้',
    opensIn: (time) => `เปิดขายในอีก ${time}`,
    openNow: 'เปิดขายแล้ว',
    soldOut: 'บัตรหมด',
    last: (n) => plural(n, { other: '# ที่สุดท้าย' }),
    almostFull: 'ใกล้เต็ม',
    saleEnded: 'ปิดการขาย',
    past: 'ผ่านไปแล้ว',
    cancelled: 'ยกเลิก',
    draft: 'ยังไม่เผยแพร่',
  },
}
