import { describeFailure } from './advice.mjs'
import { ensureGenerated } from './build.mjs'
import { checkLanes } from './checks.mjs'
import { checkNode, ensureInstalled } from './install.mjs'
import { openReport } from './test-report.mjs'
import { runVitest } from './test-runs.mjs'

/** The fast checks, for the time between two edits. */
async function main() {
  checkNode()
  const report = openReport()
  await report.prepare('install packages', () => ensureInstalled())
  await report.prepare('generate database client', () => ensureGenerated())
  await report.checkBeside(checkLanes(() => runVitest('unit')))
  return report.close({ skipIsFailure: false })
}

try {
  process.exitCode = (await main()) ? 0 : 1
} catch (error) {
  process.stderr.write(`\n${describeFailure(error)}\n`)
  process.exitCode = 1
}
