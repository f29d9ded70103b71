import { useState } from 'react'
import type { AuthRefusal, AuthReply } from '../../api/auth.ts'
import { useTexts } from '../../i18n/texts.ts'

/** Runs one accounts call at a time and keeps its refusal for the form to show. */
export function useAuthAction<I, T>(
  action: (input: I) => Promise<AuthReply<T>>,
  onDone: (value: T) => Promise<void> | void,
) {
  const t = useTexts().account.refusals
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null)
  const run = async (input: I) => {
    if (busy) return
    setBusy(true)
    setRefusal(null)
    const reply = await action(input)
    if (reply.ok) await onDone(reply.value)
    else setRefusal(reply.refusal)
    setBusy(false)
  }
  const at = (field: AuthRefusal['field']) => (refusal?.field === field ? t[refusal.fault] : null)
  return { run, busy, at, clear: () => setRefusal(null) }
}
