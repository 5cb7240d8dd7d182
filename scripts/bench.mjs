import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describeFailure } from './advice.mjs'
import { bundleProgram, ensureBuilt, ensureGenerated } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { ROOT, inRoot } from './root.mjs'
import { step } from './steps.mjs'

const BUNDLE = inRoot('dist/bench.mjs')
const PROGRAMS = [
  ['bench/main.ts', BUNDLE],
  ['bench/queries/ask.ts', inRoot('dist/bench-ask.mjs')],
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
  for (const [entry, bundle] of PROGRAMS) await bundleProgram(entry, bundle)
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
