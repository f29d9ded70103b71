/** What npm's lockfile says of one package. */
export interface LockedPackage {
  version?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

/**
 * Paths of the packages that `names` need at run time, with whatever those need in turn. Optional ones count where they are
 * installed: `isInstalled` is asked with a path such as node_modules/pg.
 */
export function packagesNeededBy(
  names: readonly string[],
  packages: Record<string, LockedPackage>,
  isInstalled: (path: string) => boolean,
): string[] {
  const found = new Set<string>()
  const visit = (name: string, from: string, mayBeMissing: boolean): void => {
    const path = pathOf(name, from, packages)
    if (path === undefined || !isInstalled(path)) {
      if (mayBeMissing) return
      throw new Error(`${from || 'Fullhouse'} needs ${name}, which is not installed.`)
    }
    if (found.has(path)) return
    found.add(path)
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[path]!
    for (const each of Object.keys(dependencies ?? {})) visit(each, path, false)
    for (const each of Object.keys(optionalDependencies ?? {})) visit(each, path, true)
    for (const each of Object.keys(peerDependencies ?? {}))
      if (!peerDependenciesMeta?.[each]?.optional) visit(each, path, false)
  }
  for (const name of names) visit(name, '', false)
  return [...found].sort()
}

/** As Node looks: beside the one that asks, then in every folder above. */
function pathOf(name: string, from: string, packages: Record<string, LockedPackage>): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const path = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[path]) return path
    if (folder === '') return undefined
  }
}
