import type { Block, Letter } from './letter.ts'

const COLUMNS = 76

/** The letter as plain text. Links stand on lines of their own, whole, so that every program finds them. */
export function letterText(letter: Letter): string {
  const paragraphs = [
    `${letter.heading}\n${'='.repeat(Math.min(columnsOf(letter.heading), COLUMNS))}`,
    ...letter.blocks.map(blockText),
    `-- \n${letter.footer.join('\n')}`,
  ]
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'small':
      return block.text
    case 'notice':
      return `* ${block.text}`
    case 'facts':
      return block.rows
        .map(({ name, value, note }) => `${name}: ${value}${note ? `\n  ${note}` : ''}`)
        .join('\n')
    case 'tickets':
      return [
        `${block.title}:`,
        ...block.tickets.map(({ label, note }) => `- ${label}${note ? ` (${note})` : ''}`),
        ...(block.more ? [block.more] : []),
      ].join('\n')
    case 'button':
      return `${block.label}:\n${block.href}`
  }
}

/** Marks above and below a Thai letter take no column of their own. */
function columnsOf(text: string): number {
  return [...text].filter((character) => !/\p{Mark}/u.test(character)).length
}
