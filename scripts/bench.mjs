import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describeFailure } from './advice.mjs'
import { ensureBuilt, ensureGenerated } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { ROOT, inRoot } from './root.mjs'
import { step } from './steps.mjs'

const BUNDLE = inRoot('dist/bench.mjs')
const PROGRAMS = [
  { in: inRoot('bench/main.ts'), out: 'bench' },
  { in: inRoot('bench/queries/ask.ts'), out: 'bench-ask' },
]

/** The engine beside its peers: bench/README.md. */
async function main() {
  checkNode()
  const args = process.argv.slice(2)
  await step('install packages', () => ensureInstalled())
  await step('generate database client', () => ensureGenerated())
  await step('build', () => ensureBuilt())
  const { USAGE, parseOptions, runBench, stopAllTargets } = await loadBench()
  if (args.includes('--help')) return process.stdout.write(`${USAGE}\n`)
  const options = parseOptions(args)
  const stop = () => void stopAllTargets().finally(() => process.exit(130))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
  const folder = await appFolder(options)
  try {
    await runBench(options, { appFolder: folder, page: inRoot('docs/benchmarks.md') })
  } finally {
    await stopAllTargets()
  }
}

/** Beside the server's own bundles, where packages and the root are found the same way. */
async function loadBench() {
  const { build } = await import('esbuild')
  await build({
    entryPoints: PROGRAMS,
    outdir: inRoot('dist'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  })
  return import(pathToFileURL(BUNDLE).href)
}

/** Another checkout is built by its own script. */
async function appFolder({ appFolder }) {
  if (appFolder === null) return ROOT
  const folder = path.resolve(appFolder)
  const build = await import(pathToFileURL(path.join(folder, 'scripts/build.mjs')).href)
  await step(`build ${folder}`, () => build.ensureBuilt())
  return folder
}

try {
  await main()
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}\n`)
  process.exitCode = 1
}
