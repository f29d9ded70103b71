import type { MailState } from '../../../contract/shapes/mails.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'

const tones: Record<MailState, Tone> = { due: 'accent', sent: 'good', given_up: 'bad', kept: 'plain' }

export function MailStateBadge({ state }: { state: MailState }) {
  return <Badge tone={tones[state]}>{useTexts().outbox.states[state]}</Badge>
}
