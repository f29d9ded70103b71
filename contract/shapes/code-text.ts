import { Type } from 'typebox'

/** A code as people write it: in upper or lower case, spaces around it do not matter. */
export const CodeText = Type.String({ minLength: 1, maxLength: 60, description: 'In upper or lower case' })
