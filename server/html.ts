/**
 * HTML of mails and of first paints, as a tagged template that escapes whatever is put into it. React on the server would need a build step for
 * JSX, or createElement calls that read worse than the HTML they make; and mail needs none of it, only that nothing
 * slips through unescaped. The type sees to that: a value is a text, to be escaped, or HTML that came from here.
 */
export interface Html {
  readonly html: string
}

export type Value = string | number | Html | readonly Html[] | null | false

export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let text = parts[0]!
  for (const [at, value] of values.entries()) text += written(value) + parts[at + 1]!
  return { html: text }
}

function written(value: Value): string {
  if (value === null || value === false) return ''
  if (typeof value === 'string' || typeof value === 'number') return escapeHtml(String(value))
  if ('html' in value) return value.html
  return value.map(written).join('')
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for attributes in quotes, which is all there is. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!)
}
