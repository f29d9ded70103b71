import { texts } from '../../i18n/texts.ts'

export interface Credentials {
  name: string
  email: string
  password: string
  phone: string
}
export type CredentialField = keyof Credentials

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
export const SHORTEST_PASSWORD = 8
const LONGEST_PASSWORD = 128
const PHONE = /^\+?[\d\s().-]{5,30}$/

/** What is wrong with the fields that are asked for; a password that exists already is not judged. */
export function checkCredentials(
  values: Credentials,
  fields: readonly CredentialField[],
  password: 'current' | 'new',
): Partial<Record<CredentialField, string>> {
  const t = texts().account.errors
  const errors: Partial<Record<CredentialField, string>> = {}
  for (const field of fields) {
    const value = values[field]
    if (field === 'name' && value.trim() === '') errors.name = t.noName
    if (field === 'email' && !EMAIL.test(value.trim())) errors.email = t.wrongEmail
    if (field === 'phone' && value.trim() !== '' && !PHONE.test(value.trim())) errors.phone = t.wrongPhone
    if (field === 'password') {
      if (value === '') errors.password = t.noPassword
      else if (password === 'new' && value.length < SHORTEST_PASSWORD) {
        errors.password = t.shortPassword(SHORTEST_PASSWORD)
      } else if (value.length > LONGEST_PASSWORD) {
        errors.password = t.longPassword(LONGEST_PASSWORD)
      }
    }
  }
  return errors
}
