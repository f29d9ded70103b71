import type { Draft, Pen } from '../draft.ts'

/** `token` is worth an account for an hour. */
export function passwordReset({ words, address }: Pen, name: string, token: string): Draft {
  const { passwordReset } = words
  return {
    subject: passwordReset.subject,
    preheader: passwordReset.preheader,
    heading: passwordReset.heading,
    greets: name,
    blocks: [
      { kind: 'text', text: passwordReset.text },
      {
        kind: 'button',
        label: passwordReset.button,
        href: `${address}/reset-password?token=${encodeURIComponent(token)}`,
      },
      { kind: 'small', text: passwordReset.notYou },
    ],
    because: 'account',
  }
}
