import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

// `npm run dev`: the server, started again whenever one of its files changes, and Vite in front of it, which shows
// changes of the web app as they are saved. Arguments go to Vite.

const root = resolve(import.meta.dirname, '..')
const port = process.env.PORT ?? '3000'

const server = spawn(
  process.execPath,
  [
    ...(existsSync(join(root, '.env')) ? [`--env-file=${join(root, '.env')}`] : []),
    '--watch',
    '--watch-preserve-output',
    `--watch-path=${join(root, 'server')}`,
    `--watch-path=${join(root, 'contract')}`,
    join(root, 'server/main.ts'),
    '--no-web-build',
  ],
  // The page of the web app comes from Vite, so the server need not build it.
  { stdio: 'inherit', cwd: root, env: { ...process.env, PORT: port } },
)
const web = spawn(
  process.execPath,
  [join(root, 'node_modules/vite/bin/vite.js'), '--config', 'web/vite.config.ts', ...process.argv.slice(2)],
  { stdio: 'inherit', cwd: root, env: { ...process.env, FULLHOUSE_SERVER: `http://localhost:${port}` } },
)

const children: ChildProcess[] = [server, web]
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
  })
await Promise.race(children.map((child) => once(child, 'exit')))
for (const child of children) child.kill('SIGTERM')
