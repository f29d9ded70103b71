import { Client } from 'pg'
import { type LabReport, labDefaults } from '../../contract/shapes/lab.ts'
import { plainSettings } from '../peers/database.ts'
import { openSandbox } from '../run/open-sandbox.ts'
import { runLab } from '../run/run-lab.ts'
import { mapAtOnce } from '../stage/at-once.ts'
import { startBalancer } from '../stage/balancer.ts'
import { demoOrganiser, signInOrganiser } from '../stage/organiser.ts'
import { type PostgresProcess, startPostgres } from '../stage/postgres-process.ts'
import { startServerProcess } from '../stage/server-process.ts'
import { table } from '../table.ts'
import type { Mutant } from './mutants.ts'
import { makePatchedCopy } from './patched-copy.ts'

export interface Hunt {
  caught: number
  /** Runs in which a server that is well was accused of what would have caught the mutant. */
  accused: number
  report: string
}

/** Most of a run is waiting: for people who think, and for holds to end. */
const atOnce = 4
const prepared = 'prepared'

/**
 * Lets crowds loose on servers that are each wrong in one way, and on one that is not. Every mutant has to be caught, and the
 * server itself must not be accused of the same.
 */
export async function catchMutants(mutants: readonly Mutant[], say: (line: string) => void): Promise<Hunt> {
  // Nothing here has to outlive the run.
  const postgres = await startPostgres({
    ...plainSettings,
    fsync: 'off',
    synchronous_commit: 'off',
    max_connections: '300',
  })
  const stops: (() => Promise<unknown>)[] = [postgres.stop]
  try {
    await prepareDatabase(postgres)
    const healthy = await startServerProcess({ env: { DATABASE_URL: await copyDatabase(postgres) } })
    stops.push(healthy.stop)
    const outcomes = await mapAtOnce(mutants, atOnce, async (mutant) => {
      // A run that cannot be made catches nothing; the others go on all the same.
      const wrong = await tryOn(postgres, mutant).catch(faultOf)
      const right = await tryWell(postgres, healthy.url, mutant).catch(faultOf)
      const [by, falsely] = [brokenBy(wrong, mutant), brokenBy(right, mutant)]
      const isCaught = by.length > 0
      const isAccused = right instanceof Error || falsely.length > 0
      say(`${isCaught ? 'caught' : 'MISSED'}: ${mutant.name} (${by.join(', ') || 'nothing'})`)
      for (const one of [wrong, right]) if (one instanceof Error) say(String(one.stack))
      return {
        isCaught,
        isAccused,
        row: [mutant.name, by.join(', ') || 'MISSED', falsely.join(', ') || 'nothing', mutant.how],
      }
    })
    const caught = outcomes.filter(({ isCaught }) => isCaught).length
    const accused = outcomes.filter(({ isAccused }) => isAccused).length
    const report = [
      table([
        ['mutant', 'caught by', 'the server itself is accused of', 'what was done to it'],
        ...outcomes.map(({ row }) => row),
      ]),
      `caught ${caught} of ${mutants.length}; the server itself was accused in ${accused} of ${mutants.length} runs`,
    ].join('\n')
    return { caught, accused, report }
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

function faultOf(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}

function brokenBy(report: LabReport | Error, { caughtBy }: Mutant): string[] {
  if (report instanceof Error) return []
  return report.verdict.checks
    .filter(({ name, violations }) => violations > 0 && (caughtBy as readonly string[]).includes(name))
    .map(({ name }) => name)
}

/** Tables and accounts, made once by a server that is well; each run has a copy. */
async function prepareDatabase(postgres: PostgresProcess): Promise<void> {
  await onDatabase(postgres.url, [`create database ${prepared}`])
  const server = await startServerProcess({ env: { DATABASE_URL: urlOf(postgres, prepared) } })
  await server.stop()
}

let databases = 0

/** A database of its own with everything that is prepared. */
async function copyDatabase(postgres: PostgresProcess, sql: readonly string[] = []): Promise<string> {
  databases += 1
  const name = `run_${databases}`
  await onDatabase(postgres.url, [`create database ${name} template ${prepared}`])
  await onDatabase(urlOf(postgres, name), sql)
  return urlOf(postgres, name)
}

async function tryOn(postgres: PostgresProcess, mutant: Mutant): Promise<LabReport> {
  const copy = await makePatchedCopy(mutant.patches)
  try {
    return await onServers(await copyDatabase(postgres, mutant.sql), mutant, copy.folder)
  } finally {
    copy.remove()
  }
}

/** The same crowd at the server itself. */
async function tryWell(postgres: PostgresProcess, url: string, mutant: Mutant): Promise<LabReport> {
  return mutant.servers === undefined ? send(url, mutant) : onServers(await copyDatabase(postgres), mutant)
}

async function onServers(databaseUrl: string, mutant: Mutant, folder?: string): Promise<LabReport> {
  const stops: (() => Promise<unknown>)[] = []
  try {
    const urls: string[] = []
    for (let n = 0; n < (mutant.servers ?? 1); n += 1) {
      const server = await startServerProcess({
        env: { DATABASE_URL: databaseUrl },
        ...(folder !== undefined && { folder }),
      })
      stops.push(server.stop)
      urls.push(server.url)
    }
    if (urls.length === 1) return await send(urls[0]!, mutant)
    const balancer = await startBalancer(urls)
    stops.push(balancer.close)
    return await send(balancer.url, mutant)
  } finally {
    for (const stop of stops.reverse()) await stop()
  }
}

async function send(url: string, { room, crowd }: Mutant): Promise<LabReport> {
  const organiser = await signInOrganiser(url, demoOrganiser)
  const event = await openSandbox(organiser, { ...room, plan: null })
  const settings = { ...labDefaults, ...crowd, party: room.party, seed: 20261121, connections: 128 }
  return runLab({ url, event, exclusive: true, organiserCookie: organiser.cookie(), settings })
}

function urlOf({ url }: PostgresProcess, database: string): string {
  return new URL(`/${database}`, url).href
}

async function onDatabase(url: string, statements: readonly string[]): Promise<void> {
  const client = new Client(url)
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}
