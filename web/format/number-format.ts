const formats = new Map<string, Intl.NumberFormat>()

/** Kept once made: making one takes a hundred times as long as using it, and a list has dozens of prices. */
export function numberFormat(locale: string, options?: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify([locale, options])
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    formats.set(key, format)
  }
  return format
}
