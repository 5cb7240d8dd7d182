import { pathToFileURL } from 'node:url'
import { describeFailure } from './advice.mjs'
import { bundleProgram } from './build.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { inRoot } from './root.mjs'
import { step } from './steps.mjs'

const BUNDLE = inRoot('dist/bench-analysis.mjs')

/** What the analyses find in real data and in replays: bench/README.md. */
async function main() {
  checkNode()
  await step('install packages', () => ensureInstalled())
  const { runAnalysisBench } = await loadBench()
  await runAnalysisBench(process.argv.slice(2), { root: inRoot('.'), page: inRoot('docs/benchmarks.md') })
}

async function loadBench() {
  await bundleProgram('bench/analysis/main.ts', BUNDLE)
  return import(pathToFileURL(BUNDLE).href)
}

try {
  await main()
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}\n`)
  process.exitCode = 1
}
