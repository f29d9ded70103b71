import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseConfig } from '../../server/config.ts'
import { settingNames } from './setting-names.ts'
import { stopBoundMs } from './stop-bound.ts'

/*
 * deploy/ holds together: every file that is named exists, every setting is one that the server knows, every time-out leaves a
 * stop its time. What it takes to run any of it (Docker) is not asked for here.
 */

const deploy = resolve(import.meta.dirname, '../../deploy')
const read = (path: string) => readFileSync(join(deploy, path), 'utf8')

interface Service {
  image?: string
  build?: { context: string; dockerfile: string }
  command?: string[]
  environment?: Record<string, string>
  volumes?: string[]
  networks?: string[]
  depends_on?: string[] | Record<string, { condition: string }>
  profiles?: string[]
  healthcheck?: object
  read_only?: boolean
  stop_grace_period?: string
}
interface Compose {
  services: Record<string, Service>
  networks: Record<string, unknown>
  volumes: Record<string, unknown>
}

const text = read('compose.yaml')
const compose: Compose = parse(text, { merge: true })
const services = Object.entries(compose.services)
const servers = services.filter(([name]) => /^(server-\d|migrate)$/.test(name)).map(([, each]) => each)

test('compose: the whole house is there', () => {
  expect(services.map(([name]) => name).sort()).toEqual(
    ['caddy', 'grafana', 'migrate', 'postgres', 'prometheus', 'server-1', 'server-2', 'valkey'].sort(),
  )
  expect(services.filter(([, { profiles }]) => profiles !== undefined)).toEqual([])
})

test('compose: every folder and file that is mounted or built from exists', () => {
  const named = services.flatMap(([, { volumes = [], build }]) => [
    ...volumes.map((volume) => volume.split(':')[0]!).filter((path) => path.startsWith('.')),
    ...(build ? [join(build.context, build.dockerfile)] : []),
  ])
  expect(named.length).toBeGreaterThan(4)
  expect(named.filter((path) => !existsSync(join(deploy, path)))).toEqual([])
})

test('compose: every network, volume and service that is named is declared', () => {
  for (const [name, { networks = [], volumes = [], depends_on = [] }] of services) {
    for (const network of networks) expect(compose.networks, name).toHaveProperty([network])
    for (const volume of volumes.map((each) => each.split(':')[0]!).filter((each) => !/^[./]/.test(each)))
      expect(compose.volumes, name).toHaveProperty([volume])
    for (const other of Array.isArray(depends_on) ? depends_on : Object.keys(depends_on)) {
      expect(compose.services, name).toHaveProperty([other])
      const condition = Array.isArray(depends_on) ? undefined : depends_on[other]!.condition
      if (condition === 'service_healthy' && compose.services[other]!.image !== 'fullhouse:local')
        expect(compose.services[other]!.healthcheck, `${other} says when it is healthy`).toBeDefined()
    }
  }
})

test('compose: the servers get only settings that exist, and values that they accept', () => {
  const known = settingNames()
  for (const { environment = {} } of servers)
    expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([])
  // A server that does not share with the other would show maps that are not true.
  for (const { environment = {} } of servers)
    expect(Object.keys(compose.services)).toContain(new URL(environment.REDIS_URL!).hostname)

  const given: Record<string, string> = {
    POSTGRES_PASSWORD: 'a'.repeat(48),
    FULLHOUSE_URL: 'https://tickets.example.com',
    FULLHOUSE_SECRET: 's'.repeat(64),
  }
  const filled = Object.entries(servers[0]!.environment!).map(([name, value]) => [
    name,
    value.replace(
      /\$\{(\w+)(?::[-?]([^}]*))?\}/g,
      (_, variable, otherwise = '') => given[variable] ?? otherwise,
    ),
  ])
  const parsed = parseConfig({ NODE_ENV: 'production', ...Object.fromEntries(filled) })
  expect(parsed).toMatchObject({ ok: true, config: { demo: false, trustProxy: 1, unknownVariables: [] } })
})

test('compose: every variable that has to be set is in the example, and empty there', () => {
  const required = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name!)
  const optional = [...text.matchAll(/\$\{(\w+):-/g)].map(([, name]) => name!)
  const example = new Map(
    [...read('compose.env.example').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
  )
  expect([...example.keys()].sort()).toEqual([...new Set([...required, ...optional])].sort())
  for (const name of required) expect(example.get(name), name).toBe('')
})

test('compose: servers cannot write, and get the time that a stop takes', () => {
  for (const server of servers) {
    expect(server.read_only).toBe(true)
    expect(Number.parseInt(server.stop_grace_period!, 10) * 1000).toBeGreaterThan(stopBoundMs())
  }
})

test('the load balancer and Prometheus ask the servers that there are, at their port', () => {
  const named = (file: string) => [...new Set(read(file).match(/\bserver-\d+:\d+/g))].sort()
  const expected = services.flatMap(([name]) => (/^server-\d$/.test(name) ? [`${name}:3000`] : [])).sort()
  expect(expected.length).toBe(2)
  expect(named('caddy/Caddyfile')).toEqual(expected)
  expect(named('prometheus/prometheus.yaml')).toEqual(expected)
})

test('Prometheus and Grafana are told of files that are mounted', () => {
  const mounts = (service: string) =>
    compose.services[service]!.volumes!.map((volume) => volume.split(':') as [string, string])
  const isMounted = (service: string, path: string) =>
    mounts(service).some(([, inside]) => path === inside || path.startsWith(`${inside}/`))
  const config = compose.services.prometheus!.command!.find((each) => each.startsWith('--config.file='))!
  expect(isMounted('prometheus', config.split('=')[1]!)).toBe(true)
  for (const file of parse(read('prometheus/prometheus.yaml')).rule_files)
    expect(isMounted('prometheus', `/etc/prometheus/${file}`), file).toBe(true)
  const [provider] = parse(read('grafana/provisioning/dashboards/fullhouse.yaml')).providers
  expect(isMounted('grafana', provider.options.path)).toBe(true)
  const [source] = parse(read('grafana/provisioning/datasources/prometheus.yaml')).datasources
  expect(compose.services).toHaveProperty([new URL(source.url).hostname])
})
