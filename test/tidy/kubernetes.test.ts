import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { parseConfig } from '../../server/config.ts'
import { databaseLimits } from '../../server/limits/database-limits.ts'
import { settingNames } from './setting-names.ts'
import { stopBoundMs } from './stop-bound.ts'

/* The manifests of deploy/kubernetes refer to each other by names, labels and ports; nothing but this looks at that before a cluster does. */

const folder = resolve(import.meta.dirname, '../../deploy/kubernetes')
const overlays = ['overlays/one-server', 'overlays/many-servers']

// biome-ignore lint/suspicious/noExplicitAny: a manifest is whatever its kind says; the schemas are Kubernetes'.
type Manifest = any

function documents(path: string): Manifest[] {
  return parseAllDocuments(readFileSync(join(folder, path), 'utf8')).map((each) => {
    expect(each.errors, path).toEqual([])
    return each.toJS()
  })
}

/** The manifests that a kustomization brings together, and its own settings, its bases' included. */
function gather(path: string): { manifests: Manifest[]; kustomizations: Manifest[] } {
  const file = join(path, 'kustomization.yaml')
  const own = parse(readFileSync(join(folder, file), 'utf8'))
  const parts = (own.resources as string[]).map((resource) => {
    const target = join(dirname(file), resource)
    expect(existsSync(join(folder, target)), `${file} names ${resource}`).toBe(true)
    if (statSync(join(folder, target)).isDirectory()) return gather(target)
    return { manifests: documents(target), kustomizations: [] }
  })
  return {
    manifests: parts.flatMap(({ manifests }) => manifests),
    kustomizations: [own, ...parts.flatMap(({ kustomizations }) => kustomizations)],
  }
}

const all = overlays.map((path) => ({ path, ...gather(path) }))
const only = (manifests: Manifest[], kind: string, name = 'fullhouse') =>
  manifests.find((each) => each.kind === kind && each.metadata.name === name)
const [job] = documents('migrate/job.yaml')
const [secret] = documents('secret.template.yaml')
const labels = { 'app.kubernetes.io/name': 'fullhouse', 'app.kubernetes.io/component': 'server' }

test.each(all)('$path: services, ingress and probes lead to ports that exist', ({ manifests }) => {
  const deployment = only(manifests, 'Deployment')
  const [container] = deployment.spec.template.spec.containers
  const ports = container.ports.map(({ name }: Manifest) => name)
  for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'])
    expect(ports, probe).toContain(container[probe].httpGet.port)
  expect(container.env.find(({ name }: Manifest) => name === 'PORT').value).toBe(
    String(container.ports[0].containerPort),
  )
  for (const { spec } of manifests.filter(({ kind }) => kind === 'Service'))
    if (!spec.selector) expect(ports).toContain(spec.ports[0].targetPort)

  const paths: Manifest[] = only(manifests, 'Ingress').spec.rules[0].http.paths
  for (const { backend } of paths) {
    const service = only(manifests, 'Service', backend.service.name)
    expect(service?.spec.ports.map(({ name }: Manifest) => name)).toContain(backend.service.port.name)
  }
  // What is for operators goes to the service that has no pods.
  const closed = paths.filter(({ backend }) => backend.service.name === 'fullhouse-closed')
  expect(closed.map(({ path }) => path)).toEqual(['/metrics', '/readyz', '/healthz'])
})

test.each(all)(
  '$path: everything that selects servers selects them by the labels they get',
  ({ manifests, kustomizations }) => {
    const given = Object.assign(
      {},
      ...kustomizations.flatMap((each) => each.labels ?? []).map(({ pairs }) => pairs),
    )
    expect(given).toEqual(labels)
    const selectors = [
      only(manifests, 'PodDisruptionBudget')?.spec.selector.matchLabels,
      only(manifests, 'NetworkPolicy').spec.podSelector.matchLabels,
      only(manifests, 'Deployment').spec.template.spec.topologySpreadConstraints[0].labelSelector.matchLabels,
    ].filter((each) => each !== undefined)
    for (const selector of selectors) expect(labels).toMatchObject(selector)
  },
)

test.each(all)(
  '$path: settings and secrets are there, under names that the server knows',
  ({ manifests, kustomizations }) => {
    const { spec } = only(manifests, 'Deployment').spec.template
    const [container] = spec.containers
    const maps = kustomizations.flatMap((each) => each.configMapGenerator ?? [])
    const [configMap, wanted] = container.envFrom
    expect(maps.map(({ name }) => name)).toContain(configMap.configMapRef.name)
    expect(wanted.secretRef.name).toBe(secret.metadata.name)
    const literals: string[] = maps.flatMap(({ literals }) => literals)
    const names = [...literals.map((each) => each.split('=')[0]!), ...Object.keys(secret.stringData)]
    expect(names.filter((name) => !settingNames().has(name))).toEqual([])
    expect(only(manifests, 'ServiceAccount', spec.serviceAccountName)).toBeDefined()
    for (const each of kustomizations)
      for (const image of each.images ?? []) expect(image.name).toBe(container.image)
  },
)

test('the secret as it stands in the template is refused by the server', () => {
  const parsed = parseConfig({ NODE_ENV: 'production', ...secret.stringData })
  expect(parsed.ok).toBe(false)
  const faults = parsed.ok ? '' : parsed.faults.join('\n')
  for (const name of Object.keys(secret.stringData)) expect(faults).toContain(name)
})

test.each(all)('$path: a stop gets its time', ({ manifests }) => {
  const { spec } = only(manifests, 'Deployment').spec.template
  const pauseMs = spec.containers[0].lifecycle.preStop.sleep.seconds * 1000
  expect(spec.terminationGracePeriodSeconds * 1000).toBeGreaterThan(pauseMs + stopBoundMs())
})

test.each(all)('$path: probes are patient enough', ({ manifests }) => {
  const [{ readinessProbe, livenessProbe, startupProbe }] = only(manifests, 'Deployment').spec.template.spec
    .containers
  // Otherwise a database that is slow to answer looks like a server that is.
  expect(readinessProbe.timeoutSeconds * 1000).toBeGreaterThan(databaseLimits.readinessMs)
  expect(livenessProbe.periodSeconds * livenessProbe.failureThreshold).toBeGreaterThanOrEqual(60)
  expect(startupProbe.periodSeconds * startupProbe.failureThreshold * 1000).toBeGreaterThan(
    databaseLimits.startWaitMs,
  )
})

test('nothing runs as root, or may write', () => {
  for (const { spec } of [
    job.spec.template,
    ...all.map(({ manifests }) => only(manifests, 'Deployment').spec.template),
  ]) {
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 })
    for (const container of spec.containers)
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      })
  }
})

test('the migration runs a program that there is, and may take as long as a migration', () => {
  const [container] = job.spec.template.spec.containers
  expect(existsSync(resolve(folder, '../..', container.command[1]))).toBe(true)
  expect(job.spec.activeDeadlineSeconds * 1000).toBeGreaterThan(databaseLimits.migrationStatementTimeoutMs)
  expect(container.envFrom[0].secretRef.name).toBe(secret.metadata.name)
})

test('the autoscaler scales what there is', () => {
  const { manifests } = all.find(({ path }) => path.endsWith('many-servers'))!
  const { scaleTargetRef, minReplicas } = only(manifests, 'HorizontalPodAutoscaler').spec
  expect(only(manifests, scaleTargetRef.kind, scaleTargetRef.name)).toBeDefined()
  // With one replica less than the budget allows to be away a drain would never end.
  expect(minReplicas).toBeGreaterThan(only(manifests, 'PodDisruptionBudget').spec.maxUnavailable)
})
