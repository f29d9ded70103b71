export interface Credentials {
  name: string
  email: string
  password: string
  phone: string
}
export type CredentialField = keyof Credentials

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/
const SHORTEST_PASSWORD = 8
const LONGEST_PASSWORD = 128
const PHONE = /^\+?[\d\s().-]{5,30}$/

/** What is wrong with the fields that are asked for; a password that exists already is not judged. */
export function checkCredentials(
  values: Credentials,
  fields: readonly CredentialField[],
  password: 'current' | 'new',
): Partial<Record<CredentialField, string>> {
  const errors: Partial<Record<CredentialField, string>> = {}
  for (const field of fields) {
    const value = values[field]
    if (field === 'name' && value.trim() === '') errors.name = 'Please enter your name.'
    if (field === 'email' && !EMAIL.test(value.trim())) {
      errors.email = 'Please enter an e-mail address, like name@example.com.'
    }
    if (field === 'phone' && value.trim() !== '' && !PHONE.test(value.trim())) {
      errors.phone = 'Please enter a phone number, like +49 30 1234567, or leave it empty.'
    }
    if (field === 'password') {
      if (value === '') errors.password = 'Please enter a password.'
      else if (password === 'new' && value.length < SHORTEST_PASSWORD) {
        errors.password = `Please use at least ${SHORTEST_PASSWORD} characters.`
      } else if (value.length > LONGEST_PASSWORD) {
        errors.password = `Please use at most ${LONGEST_PASSWORD} characters.`
      }
    }
  }
  return errors
}
