import { generate } from './generate.ts'
import type { LoadPlan } from './load-plan.ts'

/** The other end of `load-generator.ts`: one plan at a time, until the parent goes away. */
process.on('message', async (plan: LoadPlan) => {
  try {
    process.send?.({ report: await generate(plan) })
  } catch (cause) {
    process.send?.({ fault: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) })
  }
})
process.on('disconnect', () => process.exit())
