import { labTexts } from '../../i18n/lab-texts.ts'

/** A refusal’s code in words; one that has none is shown as it is, since programs know it so. */
export function codeName(code: string): string {
  const names: Record<string, string> = labTexts().codes
  return names[code] ?? code
}
