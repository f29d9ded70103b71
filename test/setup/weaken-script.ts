import { onTestFinished } from 'vitest'
import { scripts } from '../../server/inventory/shared/scripts.ts'
import { scriptOf } from '../../server/redis/script.ts'

/**
 * Takes a guard out of a script, until this test is over, or what comes back is called. Throws when it is not there, so that no
 * control tests nothing.
 */
export function weakenScript(name: keyof typeof scripts, guard: string, instead: string): () => void {
  const original = scripts[name]
  if (!original.text.includes(guard)) throw new Error(`${name} has no ${guard}`)
  scripts[name] = scriptOf(name, original.text.replace(guard, instead))
  const restore = () => {
    scripts[name] = original
  }
  onTestFinished(restore)
  return restore
}
