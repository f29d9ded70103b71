import type { Texts } from '../catalog.ts'
import { plural, rich } from '../words.ts'

export const event: Texts['event'] = {
  page: 'งาน',
  loading: 'กำลังโหลดงาน',
  allEvents: 'งานทั้งหมด',
  when: 'วันเวลา',
  where: 'สถานที่',
  price: 'ราคา',
  freePlaces: 'ที่ว่าง',
  yourTime: (time) => `เวลาของคุณ: ${time}`,
  freeOf: (free, all, strong) => rich`ว่าง ${strong(free)} จาก ${all} ที่`,
  looking: (n) => plural(n, { other: 'มี # คนกำลังดูอยู่' }),
  aboutLabel: 'เกี่ยวกับงานนี้',
  about: 'เกี่ยวกับงาน',
  venue: 'สถานที่จัดงาน',
  goodToKnow: 'ควรรู้',
  holdRule: (minutes) =>
    plural(minutes, {
      other: 'เมื่อกันที่ไว้แล้ว ที่เหล่านั้นเป็นของคุณคนเดียวนาน # นาทีระหว่างทำการจอง ไม่มีใครแย่งไปได้',
    }),
  notOnSale: {
    closed: { title: 'ปิดการขายแล้ว', text: 'ที่นี่ไม่ขายบัตรของงานนี้แล้ว' },
    past: { title: 'งานนี้จบแล้ว', text: 'หากคุณได้ไปร่วมงาน บัตรของคุณอยู่ใน “การจองของฉัน”' },
    cancelled: {
      title: 'งานนี้ถูกยกเลิก',
      text: 'หากคุณมีบัตร ดูได้ใน “การจองของฉัน” ว่าจะได้รับเงินคืนอย่างไร',
    },
    draft: { title: 'ยังไม่เผยแพร่', text: 'มีเพียงผู้จัดเท่านั้นที่เห็นหน้านี้' },
  },
  otherEvents: 'ดูงานอื่น',
  notOpen: { title: 'ยังไม่เปิดขาย', text: 'ผู้จัดยังไม่ได้แจ้งวันเปิดขาย' },
  opensIn: 'จะเปิดขายในอีก',
  opensAt: (moment) => `${moment} รออยู่ที่นี่ได้เลย หน้านี้จะเปิดเองโดยไม่ต้องโหลดใหม่`,
  allTaken: {
    title: 'ขณะนี้ทุกที่ถูกกันไว้หรือขายแล้ว',
    text: 'ที่ที่ถูกกันไว้จะกลับมาว่างเมื่อผู้ซื้อหมดเวลา รออยู่ที่นี่ได้เลย ที่ว่างจะขึ้นบนผังทันที',
  },
  mapFailed: 'โหลดผังที่นั่งไม่สำเร็จ',
  noSuch: {
    page: 'ไม่พบงาน',
    title: 'ไม่มีงานนี้',
    text: 'งานอาจถูกถอดออก หรือที่อยู่พิมพ์ผิด',
  },
}
