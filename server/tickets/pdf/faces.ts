import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { unpackWoff } from './woff.ts'

/**
 * The type of printed tickets. A face is a chain of files, one for each script that it has; whatever a text needs is taken
 * from the first file that has it, and only the glyphs used end up in the document. A character that no file has is drawn
 * as an empty box, never an error: names may be in any script.
 */
export type Face = 'text' | 'strong' | 'display'

interface FaceFile {
  name: string
  path: string
  ranges: readonly (readonly [from: number, to: number])[]
}

const { resolve } = createRequire(import.meta.url)

const scripts = {
  inter: ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'],
  'bricolage-grotesque': ['latin', 'latin-ext', 'vietnamese'],
  'noto-sans-thai': ['thai'],
}
type Family = keyof typeof scripts

const families: Record<Face, readonly [Family, weight: number][]> = {
  text: [
    ['inter', 400],
    ['noto-sans-thai', 400],
  ],
  strong: [
    ['inter', 700],
    ['noto-sans-thai', 700],
  ],
  display: [
    ['bricolage-grotesque', 800],
    ['inter', 700],
    ['noto-sans-thai', 700],
  ],
}

const faces = Object.fromEntries(
  Object.entries(families).map(([face, chain]) => [
    face,
    chain.flatMap(([family, weight]) => filesOf(family, weight)),
  ]),
) as Record<Face, FaceFile[]>

function filesOf(family: Family, weight: number): FaceFile[] {
  const rangesOf = JSON.parse(readFileSync(resolve(`@fontsource/${family}/unicode.json`), 'utf8')) as Record<
    string,
    string
  >
  return scripts[family].map((script) => ({
    name: `${family} ${script} ${weight}`,
    path: resolve(`@fontsource/${family}/files/${family}-${script}-${weight}-normal.woff`),
    ranges: readRanges(rangesOf[script] ?? ''),
  }))
}

/** `U+0000-00FF,U+0131` */
function readRanges(text: string): [number, number][] {
  return [...text.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/gi)].map(([, from, to]) => [
    Number.parseInt(from!, 16),
    Number.parseInt(to ?? from!, 16),
  ])
}

const files = new Map<string, Buffer>()

/** Makes a file of a face the document's current font. A file is read once and then kept; together they have 2 MB. */
export function useFont(document: PDFKit.PDFDocument, file: FaceFile): void {
  let bytes = files.get(file.path)
  if (bytes === undefined) files.set(file.path, (bytes = unpackWoff(readFileSync(file.path))))
  // The name makes the document embed it once, however often it is asked for.
  document.registerFont(file.name, bytes)
  document.font(file.name)
}

export interface Run {
  file: FaceFile
  text: string
}

/** A text cut where its font changes. A mark that combines stays with what it stands on where the file has both. */
export function runsOf(text: string, face: Face): Run[] {
  const chain = faces[face]
  const runs: Run[] = []
  for (const character of text) {
    const point = character.codePointAt(0)!
    const has = ({ ranges }: FaceFile) => ranges.some(([from, to]) => from <= point && point <= to)
    const last = runs.at(-1)
    if (last && has(last.file)) {
      last.text += character
      continue
    }
    runs.push({ file: chain.find(has) ?? last?.file ?? chain[0]!, text: '' })
    runs.at(-1)!.text += character
  }
  return runs
}
