import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checks } from '../check/verdict.ts'
import { mutants } from './mutants.ts'
import { withoutGuard } from './patched-copy.ts'

const root = join(import.meta.dirname, '../..')

/** All patches of a file, one after the other. */
function patched(name: string): void {
  const { patches } = mutants.find((mutant) => mutant.name === name)!
  const texts = new Map<string, string>()
  for (const patch of patches) {
    const text = texts.get(patch.file) ?? readFileSync(join(root, patch.file), 'utf8')
    texts.set(patch.file, withoutGuard(text, patch))
  }
}

describe('mutants of the server', () => {
  it.each(mutants.map(({ name }) => name))('%s: what it replaces is there', (name) => {
    expect(() => patched(name)).not.toThrow()
  })

  it('are caught by checks that there are', () => {
    for (const { caughtBy } of mutants) for (const name of caughtBy) expect(checks).toHaveProperty([name])
  })

  it('are refused when a guard is missing, or there twice', () => {
    const patch = { file: 'x.sql', guard: 'and guarded', instead: '' }
    expect(withoutGuard('where a and guarded;', patch)).toBe('where a ;')
    expect(() => withoutGuard('where a;', patch)).toThrow('x.sql has 0 times')
    expect(() => withoutGuard('and guarded and guarded', patch)).toThrow('x.sql has 2 times')
  })
})
