import type { Texts } from '../catalog.ts'
import { number, plural } from '../words.ts'

export const map: Texts['map'] = {
  map: 'ผังที่นั่ง',
  keys: 'ปุ่มลูกศรเลื่อนจากที่นั่งหนึ่งไปอีกที่นั่ง กดพร้อม Shift เพื่อไปยังที่ว่างถัดไป Enter เพื่อเลือก ปุ่มบวกและลบเพื่อย่อขยาย ปุ่มศูนย์เพื่อดูทั้งผัง ที่นั่งเดียวกันมีอยู่ในมุมมองรายการด้วย',
  zoomIn: 'ขยาย',
  zoomOut: 'ย่อ',
  fit: 'ดูทั้งผัง',
  overview: 'ภาพรวมของผัง',
  row: (name) => `แถว ${name}`,
  seat: (name) => `ที่นั่ง ${name}`,
  states: {
    free: 'ว่าง',
    held: 'มีคนอื่นกันไว้',
    sold: 'ขายแล้ว',
    blocked: 'ไม่เปิดขาย',
    selected: 'คุณเลือกไว้',
    ownHeld: 'กันไว้ให้คุณ',
    ownSold: 'ของคุณ',
    unknown: 'ยังไม่ทราบ',
  },
  accessible: 'ที่สำหรับรถเข็น',
  companion: 'ที่นั่งผู้ติดตามข้างที่สำหรับรถเข็น',
  restrictedView: 'มุมมองถูกบดบังบางส่วน',
  standing: 'ยืน',
  left: (n) => (n === 0 ? 'หมดแล้ว' : `เหลือ ${number(n)} ที่`),
  from: (price) => `เริ่มต้น ${price}`,
  list: 'ที่นั่งแบบรายการ',
  takenSince: (n) => plural(n, { other: 'ถูกกันไปแล้ว # ที่นั่ง' }),
  freedSince: (n) => plural(n, { other: 'กลับมาว่าง # ที่นั่ง' }),
  leftNow: (n) => (n === 0 ? 'ไม่เหลือแล้ว' : `เหลือ ${number(n)} ที่`),
  legend: 'ลักษณะของที่นั่ง',
}
