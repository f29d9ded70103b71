import type { Texts } from '../catalog.ts'
import { number } from '../words.ts'

export const best: Texts['best'] = {
  show: (n) => `แสดงที่นั่งที่ดีที่สุด ${number(n)} ที่`,
  promise: 'คุณจะเห็นที่นั่งบนผังก่อนเลือก',
  found: () => 'ที่นั่งที่ดีที่สุดสำหรับคุณ',
  foundNext: () => 'ที่นั่งอื่น',
  startOver: 'ครบทั้งหมดแล้ว นี่คือที่นั่งที่ดีที่สุดอีกครั้ง',
  spoken: (heading, seats, total) => `${heading}: ${seats} รวม ${total}`,
  take: () => 'เลือกที่นั่งนี้',
  others: 'แสดงที่นั่งอื่น',
  cancel: 'ยกเลิก',
  next: 'แสดงที่นั่งที่ดีรองลงมา',
  standingOnly: {
    title: 'เหลือเฉพาะที่ยืน',
    text: 'ไม่มีที่นั่งที่ตรงกับความต้องการของคุณแล้ว แต่ยังมีที่ยืน',
  },
}
