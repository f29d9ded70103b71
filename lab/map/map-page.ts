import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const root = join(import.meta.dirname, '..', '..')

/**
 * A page with nothing on it but what `script` puts there, built as the shop is built, in a folder that is gone
 * afterwards. The script is plain JavaScript and may import from `WEB`, which stands for the web folder.
 */
export async function buildMapPage(script: string): Promise<{ folder: string; remove: () => void }> {
  const home = mkdtempSync(join(tmpdir(), 'fullhouse-map-'))
  symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'))
  writeFileSync(join(home, 'index.html'), html)
  writeFileSync(join(home, 'entry.js'), script.replaceAll('WEB/', `${join(root, 'web')}/`))
  await build({
    root: home,
    configFile: false,
    logLevel: 'error',
    plugins: [react()],
    resolve: { dedupe: ['react', 'react-dom'] },
    build: { outDir: 'dist', target: 'es2023' },
  })
  return { folder: join(home, 'dist'), remove: () => rmSync(home, { recursive: true }) }
}

const html = `<!doctype html>
<html data-theme="dark"><meta name="viewport" content="width=device-width, initial-scale=1">
<style>body { margin: 0; color-scheme: dark; background: var(--stage); color: var(--ink); font-family: sans-serif } #app { position: fixed; inset: 0 }</style>
<div id="app"></div><script type="module" src="/entry.js"></script></html>`
