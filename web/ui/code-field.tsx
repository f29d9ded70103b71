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
    <form
      noValidate
      className="grid grid-cols-[1fr_auto] gap-x-3 gap-y-1.5 [&_label,&_p]:col-span-2"
      onSubmit={apply}
    >
      <Field
        label={t.code}
        className="contents!"
        value={text}
        maxLength={60}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        enterKeyHint="done"
        error={text === tried ? error : null}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="quiet" busy={busy} className="col-start-2 row-start-2 min-h-12">
        {t.apply}
      </Button>
    </form>
  )
}
