import type { Texts } from '../catalog.ts'

export const app: Texts['app'] = {
  language: 'ภาษา',
  languageFailed: 'โหลดภาษานี้ไม่สำเร็จ',
  checkConnection: 'ตรวจสอบการเชื่อมต่อแล้วลองอีกครั้ง',
}
