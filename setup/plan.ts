import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planText } from '../plans/drawing/finish.ts'
import { samplePlans } from '../plans/generate.ts'
import { checkPlan } from '../server/domain/check-plan.ts'
import { indexPlan, SeatFlag } from '../server/domain/seat-index.ts'

const USAGE = `npm run plan -- check FILE     what is in a seat plan, and everything that is wrong with it
npm run plan -- generate       write the sample plans in plans/ again`

const [command, file] = process.argv.slice(2)
if (command === 'check' && file !== undefined) process.exitCode = check(file)
else if (command === 'generate' && file === undefined) generate()
else {
  console.error(USAGE)
  process.exitCode = 2
}

function check(path: string): 0 | 1 {
  let document: unknown
  try {
    document = JSON.parse(readFileSync(path, 'utf8'))
  } catch (fault) {
    console.error(`${path} is not a JSON file that can be read: ${(fault as Error).message}`)
    return 1
  }
  const verdict = checkPlan(document)
  for (const { path: at, message } of verdict.warnings) console.log(`warning  ${at || '(plan)'} ${message}`)
  if (!verdict.ok) {
    for (const { path: at, message } of verdict.faults) console.error(`fault    ${at || '(plan)'} ${message}`)
    console.error(`\n${path}: ${count(verdict.faults.length, 'fault')}. This plan cannot be sold from.`)
    return 1
  }

  const index = indexPlan(verdict.plan)
  const { areas, categories, categoryOf, areaOf, flags, runs } = index
  console.log(
    `${verdict.plan.name || '(no name)'}: ${count(index.places, 'place')}, ${count(runs.seats.length, 'numbered seat')}`,
  )
  categories.forEach(({ name, color }, category) => {
    const places = categoryOf.filter((each) => each === category).length
    console.log(`  category  ${name.padEnd(24)} ${String(places).padStart(6)}  ${color}`)
  })
  for (const { id, label, category, capacity } of areas) {
    console.log(`  area      ${label.padEnd(24)} ${String(capacity).padStart(6)}  ${category}, id ${id}`)
  }
  for (const [flag, name] of [
    [SeatFlag.accessible, 'accessible'],
    [SeatFlag.companion, 'companion'],
    [SeatFlag.restrictedView, 'restricted view'],
  ] as const) {
    const seats = flags.filter((bits, at) => areaOf[at] === -1 && bits & flag).length
    console.log(`  ${name.padEnd(34)} ${String(seats).padStart(6)}`)
  }
  console.log(`  ${'rows between aisles'.padEnd(34)} ${String(runs.count).padStart(6)}`)
  return 0
}

function generate(): void {
  for (const [name, draw] of Object.entries(samplePlans)) {
    const path = join('plans', `${name}.json`)
    const text = planText(draw())
    writeFileSync(join(import.meta.dirname, '..', path), text)
    console.log(`${path.padEnd(28)} ${String(Math.round(text.length / 1024)).padStart(6)} KB`)
  }
}

function count(n: number, thing: string): string {
  return `${n.toLocaleString('en')} ${thing}${n === 1 ? '' : 's'}`
}
