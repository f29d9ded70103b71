import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  chown,
  lstat,
  mkdir,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { embeddedLimits } from '../../limits/embedded-limits.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { chooseRunAs, type RunAs } from './run-as.ts'
import { pgHbaConf, postgresqlConf } from './settings.ts'

/** Everything about one embedded PostgreSQL that does not change while the server runs. */
export interface Cluster {
  binaries: Binaries
  runAs: RunAs
  /** PostgreSQL's own folder, with symbolic links resolved. */
  dataFolder: string
  socketFolder: string
  logFile: string
  durable: boolean
}

const majorVersion = '18'
export const superuser = 'postgres'
export const socketPort = 5432

/** Finds or makes the data folder; initialises it when it is new. */
export async function prepareCluster(folder: string, durable: boolean): Promise<Cluster> {
  const binaries = await findBinaries()
  const dataFolder = join(folder, 'postgres')
  const runAs = chooseRunAs(dataFolder, [binaries.postgres])
  const cluster: Cluster = {
    binaries,
    runAs,
    dataFolder,
    socketFolder: socketFolderOf(folder),
    logFile: join(folder, 'postgres.log'),
    durable,
  }
  const version = await readFile(join(dataFolder, 'PG_VERSION'), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null
      throw error
    },
  )
  if (version === null) await initialise(cluster)
  else if (version.trim() !== majorVersion)
    throw new Error(
      `${dataFolder} belongs to PostgreSQL ${version.trim()}; this Fullhouse has ${majorVersion}. Back the data up with the Fullhouse that has ${version.trim()} (npm run backup), and restore it into a new folder with this one.`,
    )
  if (runAs.owner) await giveTo(dataFolder, runAs.owner)
  return { ...cluster, dataFolder: await realpath(dataFolder) }
}

/** Writes the settings and makes the socket's folder; before every start, because either may have been lost. */
export async function prepareStart({ dataFolder, socketFolder, runAs, durable }: Cluster): Promise<void> {
  await makePrivateFolder(socketFolder, runAs)
  const settings = postgresqlConf({ socketFolder, port: socketPort, durable })
  for (const [name, text] of [
    ['postgresql.conf', settings],
    ['pg_hba.conf', pgHbaConf],
  ] as const) {
    const path = join(dataFolder, name)
    await writeFile(path, text, { mode: 0o600 })
    if (runAs.owner) await chown(path, runAs.owner.uid, runAs.owner.gid)
  }
}

/** A clean environment: none of the PG… variables that would change where and how PostgreSQL runs. */
export const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

/** Made beside its place and renamed when whole, so that a start that was interrupted leaves nothing half made. */
async function initialise({ binaries, runAs, dataFolder }: Cluster): Promise<void> {
  const unfinished = `${dataFolder}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (runAs.owner) await chown(unfinished, runAs.owner.uid, runAs.owner.gid)
  const { file, args, ...owner } = runAs.command(binaries.initdb, [
    `--pgdata=${unfinished}`,
    `--username=${superuser}`,
    '--auth=trust',
    '--encoding=UTF8',
    // Sorts alike on every machine and in every version, so indexes never depend on an operating system's locale.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ])
  try {
    await promisify(execFile)(file, args, {
      ...owner,
      cwd: '/',
      env: environment,
      timeout: embeddedLimits.initialiseTimeoutMs,
    })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`PostgreSQL could not make its data folder ${dataFolder}:\n${stderr?.trim() || message}`)
  }
  await rename(unfinished, dataFolder)
}

/** A path of a socket may have about 100 bytes, and a data folder's path has any number: hence a short name elsewhere. */
export function socketFolderOf(folder: string): string {
  return join(tmpdir().length <= 60 ? tmpdir() : '/tmp', `fullhouse-${fingerprint(folder)}`)
}

export function fingerprint(folder: string): string {
  return createHash('sha256').update(folder).digest('hex').slice(0, 12)
}

/** Anyone may make folders where temporary files live, so one that is there already is trusted only if it is ours. */
async function makePrivateFolder(folder: string, { owner }: RunAs): Promise<void> {
  const uid = owner?.uid ?? process.getuid?.()
  try {
    await mkdir(folder, { mode: 0o700 })
    if (owner) await chown(folder, owner.uid, owner.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    const found = await lstat(folder)
    if (!found.isDirectory() || (found.uid !== uid && found.uid !== process.getuid?.()))
      throw new Error(`${folder} belongs to someone else. Remove it, or set TMPDIR to a folder of your own.`)
    if (owner) await chown(folder, owner.uid, owner.gid)
    await chmod(folder, 0o700)
  }
}

/** After a restore from a backup by root the files may be root's. Looks at the folder alone when that is right. */
async function giveTo(folder: string, owner: { uid: number; gid: number }): Promise<void> {
  if ((await lstat(folder)).uid === owner.uid) return
  for (const entry of await readdir(folder, { recursive: true }))
    await chown(join(folder, entry), owner.uid, owner.gid)
  await chown(folder, owner.uid, owner.gid)
}
