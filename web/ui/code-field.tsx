import { type FormEvent, useState } from 'react'
import { useTexts } from '../i18n/texts.ts'
import { Button } from './button.tsx'
import { Field } from './field.tsx'

interface CodeFieldProps {
  initial?: string
  busy: boolean
  error: string | null
  onApply: (code: string) => void
}

/** A code is typed and applied; what is wrong with it is told beside it until it is changed. */
export function CodeField({ initial = '', busy, error, onApply }: CodeFieldProps) {
  const t = useTexts().prices
  const [text, setText] = useState(initial)
  const [tried, setTried] = useState(initial)
  const apply = (event: FormEvent) => {
    event.preventDefault()
    if (busy || text.trim() === '') return
    setTried(text)
    onApply(text.trim())
  }
  return (
    <form noValidate className="flex items-start gap-3" onSubmit={apply}>
      <Field
        label={t.code}
        className="flex-1"
        value={text}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
        error={text === tried ? error : null}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="quiet" busy={busy} className="mt-[1.6rem] min-h-12">
        {t.apply}
      </Button>
    </form>
  )
}
