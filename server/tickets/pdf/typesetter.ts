import { type Face, type Run, runsOf, useFont } from './faces.ts'

export interface Style {
  face: Face
  /** Points. */
  size: number
  color: string
  /** Points from one line to the next; the default suits running text. */
  leading?: number
}

export interface Block extends Style {
  x: number
  /** Of the first line's top. */
  y: number
  width: number
  /** What does not fit into them ends in “…”. */
  linesMax?: number
  align?: 'left' | 'right' | 'center'
}

const USUAL_LEADING = 1.35
/** Where the first line's letters stand, below the top of its line. */
const ASCENT = 0.98
const ELLIPSIS = '…'

export interface Typesetter {
  width(text: string, style: Style): number
  /** One line from x, standing on the line y. Returns where it ends. */
  line(text: string, x: number, baseline: number, style: Style): number
  /** Text in lines of a width. Returns the y below the last one. */
  block(text: string, block: Block): number
  /** How high that block would be. */
  height(text: string, block: Omit<Block, 'x' | 'y'>): number
}

/**
 * Sets text that may need several fonts in one line, which pdfkit does not. Lines break between words as the language has
 * them: Thai has no spaces, so the words are those that `Intl.Segmenter` finds.
 */
export function createTypesetter(document: PDFKit.PDFDocument, language: string): Typesetter {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })

  function runWidth({ file, text }: Run, size: number): number {
    useFont(document, file)
    return document.fontSize(size).widthOfString(text)
  }

  function width(text: string, { face, size }: Style): number {
    return runsOf(printable(text), face).reduce((sum, run) => sum + runWidth(run, size), 0)
  }

  function line(text: string, x: number, baseline: number, style: Style): number {
    let at = x
    for (const run of runsOf(printable(text), style.face)) {
      const advance = runWidth(run, style.size)
      document
        .fillColor(style.color)
        .text(run.text, at, baseline, { lineBreak: false, baseline: 'alphabetic' })
      at += advance
    }
    return at
  }

  function lines(text: string, block: Omit<Block, 'x' | 'y'>): string[] {
    const broken = text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, block))
    const most = block.linesMax ?? Number.POSITIVE_INFINITY
    if (broken.length <= most) return broken
    const last = fitting(`${broken[most - 1]!} ${broken[most]!}`, {
      ...block,
      width: block.width - width(ELLIPSIS, block),
    })
    return [...broken.slice(0, most - 1), last.trimEnd() + ELLIPSIS]
  }

  function breakParagraph(paragraph: string, block: Omit<Block, 'x' | 'y'>): string[] {
    const done: string[] = []
    let current = ''
    for (const piece of pieces(paragraph)) {
      if (width((current + piece).trimEnd(), block) <= block.width) {
        current += piece
        continue
      }
      if (current.trim() !== '') done.push(current.trimEnd())
      current = piece.trimStart()
      // A word longer than a line is cut where the line ends.
      while (width(current.trimEnd(), block) > block.width) {
        const cut = fitting(current, block)
        done.push(cut)
        current = current.slice(cut.length)
      }
    }
    done.push(current.trimEnd())
    return done
  }

  /** As much of the beginning as one line holds, at least one character. */
  function fitting(whole: string, block: Omit<Block, 'x' | 'y'>): string {
    const characters = [...new Intl.Segmenter(language).segment(whole)].map(({ segment }) => segment)
    let [fits, tooMany] = [1, characters.length + 1]
    while (tooMany - fits > 1) {
      const middle = (fits + tooMany) >> 1
      if (width(characters.slice(0, middle).join(''), block) <= block.width) fits = middle
      else tooMany = middle
    }
    return characters.slice(0, fits).join('')
  }

  /** Words, each with what follows it up to the next word: a comma does not begin a line. */
  function pieces(paragraph: string): string[] {
    const joined: string[] = []
    for (const { segment, isWordLike } of segmenter.segment(paragraph)) {
      const opens = /^[([{“‘«„¿¡]/.test(joined.at(-1)?.trim().at(-1) ?? '')
      if (joined.length > 0 && (!isWordLike || opens) && !/^[([{“‘«„¿¡]/.test(segment))
        joined[joined.length - 1] += segment
      else joined.push(segment)
    }
    return joined
  }

  const leadingOf = ({ leading, size }: Style) => leading ?? size * USUAL_LEADING

  return {
    width,
    line,
    block(text, block) {
      let y = block.y
      for (const one of lines(printable(text), block)) {
        const spare = block.width - width(one, block)
        const shift = block.align === 'right' ? spare : block.align === 'center' ? spare / 2 : 0
        line(one, block.x + shift, y + block.size * ASCENT, block)
        y += leadingOf(block)
      }
      return y
    },
    height: (text, block) => lines(printable(text), block).length * leadingOf(block),
  }
}

/**
 * What cannot be drawn is left out: control characters, halves of surrogate pairs, joiners without a glyph. Thai sara am after
 * a tone mark is taken apart, its ring below the mark, as it is written; the shaper does not know to.
 */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n]/gu, '')
    .replace(/([\u0e48-\u0e4b]?)\u0e33/g, '\u0e4d$1\u0e32')
}
