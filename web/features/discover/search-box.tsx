import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button.tsx'

/** Long enough that a word is one search, short enough to feel immediate. */
const PAUSE_MS = 180

interface SearchBoxProps {
  value: string
  onChange: (value: string) => void
}

/** Searches as one types; the text stays the visitor's own while results arrive. */
export function SearchBox({ value, onChange }: SearchBoxProps) {
  const t = useTexts().discover
  const [text, setText] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const sent = useRef(value)

  // The back button changes the address from outside, and then the field follows it.
  useEffect(() => {
    if (value === sent.current) return
    sent.current = value
    setText(value)
  }, [value])

  useEffect(() => {
    if (text.trim() === sent.current.trim()) return
    const timer = setTimeout(() => {
      sent.current = text
      onChange(text)
    }, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text, onChange])

  return (
    <search className="relative mt-6 block sm:mt-8 max-w-2xl">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          sent.current = text
          onChange(text)
          input.current?.blur()
        }}
      >
        <label>
          <span className="sr-only">{t.search}</span>
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute start-5 top-1/2 z-10 size-5 -translate-y-1/2 text-ink-soft"
          />
          <input
            ref={input}
            type="search"
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder={t.searchFor}
            enterKeyHint="search"
            autoComplete="off"
            className="glass min-h-14 w-full rounded-full border border-line-strong/70 ps-13 pe-14 text-lg text-ink shadow-card transition-colors placeholder:text-ink-faint hover:border-line-strong"
          />
        </label>
        {text === '' ? null : (
          <IconButton
            label={t.clearSearch}
            className="absolute end-1.5 top-1/2 -translate-y-1/2"
            onClick={() => {
              setText('')
              input.current?.focus()
            }}
          >
            <X aria-hidden="true" className="size-5" />
          </IconButton>
        )}
      </form>
    </search>
  )
}
