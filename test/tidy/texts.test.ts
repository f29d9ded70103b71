import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { type SourceFile, sourceFiles } from './source-files.ts'

/*
 * Whatever a visitor reads or hears comes from web/i18n. Found here: letters between tags, in attributes that are
 * shown or read out, and in what is given to toasts and notices.
 */

const shown = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'alt', 'placeholder'],
  ...[
    'title',
    'label',
    'hint',
    'note',
    'text',
    'lead',
    'heading',
    'summary',
    'footnote',
    'submitLabel',
    'empty',
  ],
])
/** The shop's own name is the same in every language. */
const names = new Set(['Fullhouse'])

interface Node {
  type: string
  [key: string]: unknown
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'
const children = (node: Node): Node[] => Object.values(node).flat().filter(isNode)

/** Texts that an expression may come to: through conditions, but not into calls or other elements. */
function literals(node: unknown): string[] {
  if (!isNode(node)) return []
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'string' ? [node.value] : []
    case 'TemplateLiteral':
      return (node.quasis as { value: { cooked: string } }[]).map(({ value }) => value.cooked)
    case 'ConditionalExpression':
      return [...literals(node.consequent), ...literals(node.alternate)]
    case 'LogicalExpression':
    case 'BinaryExpression':
      return [...literals(node.left), ...literals(node.right)]
    case 'JSXExpressionContainer':
      return literals(node.expression)
    default:
      return []
  }
}

function textsIn(node: Node): string[] {
  const own =
    node.type === 'JSXText'
      ? [node.value as string]
      : node.type === 'JSXElement' || node.type === 'JSXFragment'
        ? (node.children as Node[]).flatMap(literals)
        : node.type === 'JSXAttribute' && shown.has((node.name as { name: string }).name)
          ? literals(node.value)
          : node.type === 'Property' && shown.has((node.key as { name: string }).name)
            ? literals(node.value)
            : []
  return [...own, ...children(node).flatMap(textsIn)]
}

function hardCoded({ path, text }: SourceFile): string[] {
  const program = parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node
  return textsIn(program)
    .map((words) => words.trim())
    .filter((words) => /\p{L}/u.test(words) && !names.has(words))
    .map((words) => `${path}: ${words}`)
}

test('no text of the shop is written outside of its catalogs', () => {
  const files = sourceFiles('.ts', '.tsx').filter(
    ({ path }) =>
      /^web\/(api|features|format|routes|seat-map|ui)\//.test(path) && !/\.test\.tsx?$/.test(path),
  )
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap(hardCoded)).toEqual([])
})

test('a text that is written in place is found', () => {
  const text = `
    const a = <p className="big">Free {n > 1 ? 'places' : t.place}</p>
    const b = <Notice title={\`Only \${n}\`} tone="bad">{t.text}</Notice>
    toast({ tone: 'good', title: 'Done' })`
  expect(hardCoded({ path: 'web/x.tsx', text })).toEqual([
    'web/x.tsx: places',
    'web/x.tsx: Free',
    'web/x.tsx: Only',
    'web/x.tsx: Done',
  ])
})
