/**
 * A mail as what it says, in order. HTML and plain text are both written from this, so that they cannot tell different
 * stories. All words and all values are ready to read.
 */
export interface Letter {
  language: string
  subject: string
  /** What a list of mails shows beside the subject. */
  preheader: string
  heading: string
  blocks: Block[]
  /** Why this came, and who answers. */
  footer: string[]
}

export type Block =
  | { kind: 'text'; text: string }
  /** A statement that must not be missed. */
  | { kind: 'notice'; text: string }
  | { kind: 'facts'; rows: readonly Fact[] }
  | { kind: 'tickets'; title: string; tickets: readonly LetterTicket[]; more: string | null }
  | { kind: 'button'; label: string; href: string }
  | { kind: 'small'; text: string }

export interface Fact {
  name: string
  value: string
  /** Below the value, quieter. */
  note?: string
}

export interface LetterTicket {
  label: string
  note: string
  /** The attached picture of its QR code. */
  cid: string
  alt: string
}

export interface Attachment {
  name: string
  type: string
  content: Buffer
  /** Shown inside the mail by this name, and not listed beside it. */
  cid?: string
}
