import type { Texts } from '../catalog.ts'
import { number, plural, rich } from '../words.ts'

export const checkout: Texts['checkout'] = {
  page: 'ทำการจอง',
  steps: { seats: 'ที่นั่ง', details: 'ข้อมูลของคุณ', payment: 'ชำระเงิน', tickets: 'บัตร', done: 'เสร็จแล้ว' },
  yourDetails: 'ข้อมูลของคุณ',
  guest: (link) => rich`คุณกำลังจองโดยไม่ใช้บัญชี หากมีบัญชีอยู่แล้ว ${link('เข้าสู่ระบบ')} ได้เลย ที่นั่งของคุณจะตามไปด้วย`,
  toPayment: 'ไปชำระเงิน',
  bookFree: 'จองเลย ไม่มีค่าใช้จ่าย',
  backToEvent: 'กลับไปที่งาน',
  released: { title: 'คุณคืนที่เหล่านี้แล้ว', text: 'ที่เหล่านี้กลับมาว่างสำหรับทุกคน' },
  expired: {
    title: 'หมดเวลาแล้ว',
    text: 'เรากันที่ไว้ให้ในเวลาจำกัดเพื่อไม่ให้คนอื่นต้องรอเปล่า ยังไม่มีการเก็บเงิน และที่นั่งอาจยังว่างอยู่',
  },
  chooseAgain: 'เลือกใหม่',
  noSuch: {
    title: 'ไม่พบรายการนี้',
    text: 'รายการอาจหมดเวลาไปนานแล้ว หรือทำไว้ในอุปกรณ์หรือเบราว์เซอร์อื่น',
  },
  yourOrder: 'รายการของคุณ',
  total: (places, n) => rich`รวม ${places(plural(n, { other: '· # ที่' }))}`,
  totalShort: 'รวม',
  times: (n, place) => `${number(n)} × ${place}`,
  name: 'ชื่อและนามสกุล',
  email: 'อีเมล',
  emailHint: 'ใช้แจ้งข่าวเกี่ยวกับการจองนี้เท่านั้น',
  errors: {
    noName: 'กรอกชื่อของคุณ ชื่อนี้จะพิมพ์บนบัตร',
    longName: (n) => `กรุณาย่อชื่อให้ไม่เกิน ${number(n)} ตัวอักษร`,
    noEmail: 'กรอกอีเมลของคุณ เผื่อมีการเปลี่ยนแปลงเกี่ยวกับงาน',
    wrongEmail: 'รูปแบบอีเมลไม่ถูกต้อง ควรเป็นแบบ name@example.com',
    nameRefused: 'ใช้ชื่อนี้ไม่ได้ กรุณาตรวจสอบ',
  },
  payment: 'ชำระเงิน',
  playMoney: 'เงินจำลอง: ไม่มีการเก็บเงินจริง',
  testCard: 'บัตรทดสอบ',
  cards: {
    succeed: { name: 'บัตรที่จ่ายได้', note: 'ชำระเงินสำเร็จ' },
    decline: { name: 'บัตรวงเงินไม่พอ', note: 'ธนาคารปฏิเสธ' },
  },
  pay: (total) => `ชำระ ${total}`,
  paid: 'ชำระเงินแล้ว บัตรของคุณพร้อมแล้ว',
  onItsWay: 'กำลังรอการชำระเงิน',
  handledBy: (provider) => `${provider} เป็นผู้รับชำระเงิน เมื่อได้รับเงินแล้ว หน้านี้จะแสดงบัตรของคุณ`,
  theOrganiser: 'ผู้จัดงาน',
}
