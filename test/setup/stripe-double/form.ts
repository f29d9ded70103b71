/** What a form-encoded body with nested keys comes to: `metadata[order_id]=7` is `{ metadata: { order_id: '7' } }`. */
export interface Form {
  [key: string]: FormValue
}
export type FormValue = string | Form | FormValue[]

/** Reads `application/x-www-form-urlencoded` as Stripe does: brackets nest, empty brackets and numbers make a list. */
export function parseForm(text: string): Form {
  const form: Form = Object.create(null)
  for (const [name, value] of new URLSearchParams(text)) {
    const [head = '', ...rest] = name.split('[').map((part) => part.replace(/\]$/, ''))
    place(form, [head, ...rest], value)
  }
  return form
}

function place(into: Form, [key = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    into[key] = value
    return
  }
  const isList = rest[0] === '' || /^\d+$/.test(rest[0]!)
  if (isList && rest.length === 1) {
    const list = Array.isArray(into[key]) ? into[key] : (into[key] = [])
    list.push(value)
    return
  }
  const inner = into[key]
  const next: Form =
    typeof inner === 'object' && !Array.isArray(inner) ? inner : (into[key] = Object.create(null))
  place(next, rest, value)
}

export function textAt(form: Form, key: string): string | undefined {
  const value = form[key]
  return typeof value === 'string' ? value : undefined
}

export function formAt(form: Form, key: string): Form {
  const value = form[key]
  return typeof value === 'object' && !Array.isArray(value) ? value : {}
}

export function listAt(form: Form, key: string): FormValue[] {
  const value = form[key]
  return Array.isArray(value) ? value : []
}
