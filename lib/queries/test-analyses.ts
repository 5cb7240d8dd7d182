import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** The program of the thread, made as `npm start` makes it; inside the project, so that it finds the packages. */
export async function buildAnalysisWorker(): Promise<{ file: URL; remove: () => void }> {
  mkdirSync(`${ROOT}test-results`, { recursive: true })
  const folder = mkdtempSync(`${ROOT}test-results/analysis-`)
  const outfile = `${folder}/analysis.mjs`
  await build({
    entryPoints: [`${ROOT}lib/queries/analysis-worker.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'warning',
  })
  return { file: pathToFileURL(outfile), remove: () => rmSync(folder, { recursive: true, force: true }) }
}
