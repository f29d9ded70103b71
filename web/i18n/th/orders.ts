import type { Texts } from '../catalog.ts'
import { number, rich } from '../words.ts'

export const orders: Texts['orders'] = {
  page: 'การจอง',
  myBookings: 'การจองของฉัน',
  bookings: 'การจอง',
  loading: 'กำลังโหลดการจองของคุณ',
  guest: (link) => rich`คุณใช้งานโดยไม่มีบัญชี การจองเหล่านี้จึงอยู่ในเบราว์เซอร์นี้เท่านั้น ${link('เข้าสู่ระบบ')} เพื่อดูได้จากทุกที่`,
  groups: {
    upcoming: {
      name: 'ที่จะถึง',
      empty: 'ยังไม่มีการจอง',
      text: 'บัตรของคุณจะแสดงที่นี่ทันทีที่จอง ไม่ว่าจะมีบัญชีหรือไม่',
    },
    past: {
      name: 'ที่ผ่านมา',
      empty: 'ไม่มีงานที่ผ่านมา',
      text: 'งานที่คุณเคยไปจะเก็บไว้ที่นี่',
    },
    cancelled: {
      name: 'ยกเลิกแล้ว',
      empty: 'ไม่มีรายการที่ยกเลิก',
      text: 'การจองที่คุณคืนจะแสดงที่นี่',
    },
  },
  findEvent: 'หางาน',
  states: {
    awaiting_payment: 'รอชำระเงิน',
    confirmed: 'ยืนยันแล้ว',
    cancelled: 'ยกเลิกแล้ว',
    expired: 'ชำระเงินไม่ทันเวลา',
    refunded: 'คืนเงินแล้ว',
  },
  bookAgain: 'จองอีกครั้ง',
  details: 'รายละเอียด',
  payNow: 'ชำระเงิน',
  showTickets: () => 'ดูบัตร',
  times: (n, place) => `${number(n)} × ${place}`,
  placesIn: (where, places) => `${where}: ${places}`,
  done: 'จองสำเร็จแล้ว',
  doneText: (n, order, buyer, strong) =>
    rich`บัตรของคุณ ${number(n)} ใบอยู่ด้านล่างและใน “การจองของฉัน” หมายเลขการจอง ${strong(order)} ในชื่อ ${buyer}`,
  addToCalendar: 'เพิ่มในปฏิทิน',
  calendarNote: (order) => `หมายเลขการจอง ${order}`,
  share: 'แชร์',
  shareText: (event) => `ฉันจะไปงาน ${event} ไปด้วยกันนะ`,
  linkCopied: { title: 'คัดลอกลิงก์แล้ว', text: 'ลิงก์นี้ไปที่หน้างาน ไม่ใช่บัตรของคุณ' },
  shareThis: 'แชร์ที่อยู่นี้',
  cancelOrder: 'ยกเลิกคำสั่งซื้อ',
  cancelBooking: 'ยกเลิกการจอง',
  cancel: {
    title: 'ยกเลิกการจองนี้หรือไม่',
    keep: 'เก็บไว้',
    confirm: 'ยืนยันยกเลิกการจอง',
    text: (n, event, strong) =>
      rich`ที่ ${number(n)} ที่ของงาน ${strong(event)} จะว่างสำหรับคนอื่นทันที และไม่สามารถย้อนกลับได้`,
    refund: (total) => `จะคืนเงิน ${total} ผ่านช่องทางที่คุณชำระ`,
    notCharged: 'ยังไม่มีการเก็บเงิน จึงไม่มีเงินที่ต้องคืน',
    wasFree: 'การจองนี้ไม่มีค่าใช้จ่าย จึงไม่มีเงินที่ต้องคืน',
    done: 'ยกเลิกการจองแล้ว',
  },
  ticket: (place) => `บัตร: ${place}`,
  showCode: 'แสดงโค้ดขนาดใหญ่เพื่อสแกน',
  notValid: 'ใช้ไม่ได้แล้ว',
  scan: 'บัตรสำหรับสแกน',
  codeOf: (place) => `โค้ดของบัตร ${place}`,
  previousTicket: 'บัตรก่อนหน้า',
  nextTicket: 'บัตรถัดไป',
  ticketOf: (n, all) => `${number(n)} จาก ${number(all)}`,
  cancelled: {
    title: 'การจองนี้ถูกยกเลิกแล้ว',
    text: 'ที่ถูกคืนแล้ว และบัตรใช้ไม่ได้อีก',
  },
  expired: {
    title: 'คำสั่งซื้อนี้ชำระเงินไม่ทันเวลา',
    text: 'ที่กลับไปขายต่อแล้ว และไม่มีการเก็บเงิน',
  },
  refunded: {
    title: 'การจองนี้คืนเงินแล้ว',
    text: (total) => `${total} จะคืนผ่านช่องทางที่คุณชำระ บัตรใช้ไม่ได้อีก`,
  },
  notYours: {
    title: 'คุณดูการจองนี้ไม่ได้',
    text: 'การจองแสดงให้ผู้จองเห็นเท่านั้น เข้าสู่ระบบด้วยบัญชีที่ใช้จอง หรือเปิดหน้านี้ในเบราว์เซอร์ที่ใช้จอง',
  },
}
